import {
  Client,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { ORIGIN } from '../a-caller.ts'
import { aServer, consent, type Server } from './a-connector.ts'

const CALLBACK = 'http://localhost:33418/callback'

/** What a client keeps of its sign-in: all of it is the SDK's own doing, but for the browser. */
const aKeeper = () => {
  const kept: {
    client?: Awaited<ReturnType<OAuthClientProvider['clientInformation']>>
    tokens?: Awaited<ReturnType<OAuthClientProvider['tokens']>>
    verifier: string
    opened?: URL
    discovery?: OAuthDiscoveryState
  } = { verifier: '' }
  const provider: OAuthClientProvider = {
    redirectUrl: CALLBACK,
    clientMetadata: {
      client_name: 'A stock client',
      redirect_uris: [CALLBACK],
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

const transportTo = (server: Server, path: string, authProvider: OAuthClientProvider) =>
  new StreamableHTTPClientTransport(new URL(`${ORIGIN}${path}`), {
    authProvider,
    fetch: (url, init) =>
      server.ask(String(url), { ...init, headers: Object.fromEntries(new Headers(init?.headers)) }),
  })

const connectedTo = async (transport: StreamableHTTPClientTransport, mode: 'legacy' | 'auto') => {
  const client = new Client({ name: 'stock', version: '1' }, { versionNegotiation: { mode } })
  await client.connect(transport)
  return client
}

const ways: ['legacy' | 'auto', string][] = [
  ['legacy', '/mcp'],
  ['auto', '/mcp/x/market,account'],
]

test.each(ways)('the SDK’s own client, %s, finds its way from a 401 at %s to a tool', async (mode, path) => {
  const server = aServer()
  const { kept, provider } = aKeeper()
  const first = transportTo(server, path, provider)
  await expect(connectedTo(first, mode)).rejects.toThrow()
  const { pathname = '', search = '' } = kept.opened ?? {}
  const { location } = await consent(server, `${pathname}${search}`, { mandate: 'read-only' })
  expect(location.startsWith(CALLBACK)).toBe(true)
  await first.finishAuth(new URL(location).searchParams)
  const client = await connectedTo(transportTo(server, path, provider), mode)
  const result = await client.callTool({ name: 'get_account_balance', arguments: {} })
  expect(JSON.stringify(result.content)).toContain('ZUSD')
  await client.close()
})

test('it comes back with its refresh token when its access token is refused', async () => {
  const server = aServer()
  const { kept, provider } = aKeeper()
  const first = transportTo(server, '/mcp', provider)
  await expect(connectedTo(first, 'auto')).rejects.toThrow()
  const { location } = await consent(server, `${kept.opened?.pathname}${kept.opened?.search}`)
  await first.finishAuth(new URL(location).searchParams)
  const before = kept.tokens?.refresh_token
  if (kept.tokens)
    kept.tokens = { ...kept.tokens, access_token: 't_0000:aaaaaaaaaaaaaaaa:aaaaaaaaaaaaaaaaaaaaaaaa' }
  const client = await connectedTo(transportTo(server, '/mcp', provider), 'auto')
  expect(kept.tokens?.refresh_token).not.toBe(before)
  await client.close()
})
