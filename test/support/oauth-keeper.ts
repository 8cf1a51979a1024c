import type { OAuthClientProvider, OAuthDiscoveryState } from '@modelcontextprotocol/client'

/** What a client keeps of its sign-in: all of it is the SDK's own doing, but for the browser. */
export const aKeeper = (name: string, callback: string) => {
  const kept: {
    client?: Awaited<ReturnType<OAuthClientProvider['clientInformation']>>
    tokens?: Awaited<ReturnType<OAuthClientProvider['tokens']>>
    verifier: string
    opened?: URL
    discovery?: OAuthDiscoveryState
  } = { verifier: '' }
  const provider: OAuthClientProvider = {
    redirectUrl: callback,
    clientMetadata: {
      client_name: name,
      redirect_uris: [callback],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
    clientInformation: () => kept.client,
    saveClientInformation: (client) => {
      kept.client = client
    },
    tokens: () => kept.tokens,
    saveTokens: (tokens) => {
      kept.tokens = tokens
    },
    redirectToAuthorization: (url) => {
      kept.opened = url
    },
    saveDiscoveryState: (discovery) => {
      kept.discovery = discovery
    },
    discoveryState: () => kept.discovery,
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier
    },
    codeVerifier: () => kept.verifier,
  }
  return { kept, provider }
}
