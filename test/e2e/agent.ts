import { createServer } from 'node:http'
import {
  Client,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'

interface Kept {
  client?: Awaited<ReturnType<OAuthClientProvider['clientInformation']>>
  tokens?: Awaited<ReturnType<OAuthClientProvider['tokens']>>
  verifier: string
  opened?: URL
  discovery?: OAuthDiscoveryState
}

/** Listens where the browser is sent back to, as a client on the owner's machine does. */
const aCallback = async () => {
  let arrive = (_answer: URLSearchParams): void => {}
  const answer = new Promise<URLSearchParams>((resolve) => {
    arrive = resolve
  })
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><html lang="en"><title>Done</title><p>You may close this page.</p></html>')
    if (searchParams.has('code')) arrive(searchParams)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/callback`, answer, close: () => server.close() }
}

/** An agent that signs in with the SDK's own client; `consent` is what the owner does in the browser. */
export const anAgent = async (mcp: string, consent: (url: string) => Promise<void>) => {
  const callback = await aCallback()
  const kept: Kept = { verifier: '' }
  const authProvider: OAuthClientProvider = {
    redirectUrl: callback.url,
    clientMetadata: {
      client_name: 'An agent',
      redirect_uris: [callback.url],
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
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier
    },
    codeVerifier: () => kept.verifier,
    saveDiscoveryState: (discovery) => {
      kept.discovery = discovery
    },
    discoveryState: () => kept.discovery,
  }
  const client = new Client({ name: 'agent', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const first = new StreamableHTTPClientTransport(new URL(mcp), { authProvider })
  await client.connect(first).then(
    () => Promise.reject(new Error('it was let in without a sign-in')),
    () => undefined,
  )
  if (!kept.opened) throw new Error('the client opened no page')
  await consent(kept.opened.href)
  await first.finishAuth(await callback.answer)
  callback.close()
  const agent = new Client({ name: 'agent', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  await agent.connect(new StreamableHTTPClientTransport(new URL(mcp), { authProvider }))
  return {
    agent,
    async call(name: string, args: Record<string, unknown>) {
      const result = await agent.callTool({ name, arguments: args })
      const [block] = Array.isArray(result.content) ? result.content : []
      return { result, answer: Object(JSON.parse(String(Object(block).text))) }
    },
  }
}

export type Agent = Awaited<ReturnType<typeof anAgent>>
