import { Client, type OAuthClientProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { aKeeper } from '../../support/oauth-keeper.ts'
import { ORIGIN } from '../a-caller.ts'
import { aServer, consent, type Server } from './a-connector.ts'

const CALLBACK = 'http://localhost:33418/callback'

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
  const { kept, provider } = aKeeper('A stock client', CALLBACK)
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
  const { kept, provider } = aKeeper('A stock client', CALLBACK)
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
