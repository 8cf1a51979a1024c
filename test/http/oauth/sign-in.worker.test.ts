import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { listPaperAccounts } from '../../../src/store/paper-accounts.ts'
import { listTokens } from '../../../src/store/tokens.ts'
import { emulatorLog, ORIGIN } from '../a-caller.ts'
import {
  aServer,
  authorizePath,
  CALLBACK,
  CIMD_DOCUMENT,
  CIMD_ID,
  callTool,
  consent,
  exchange,
  refresh,
  register,
  revoke,
  type Server,
  signIn,
} from './a-connector.ts'

const realFetch = globalThis.fetch

/** The client's own web server, which hands out the document behind its id. */
const withDocument = (document: object = CIMD_DOCUMENT) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    return url === CIMD_ID ? Response.json(document) : realFetch(input, init)
  })

afterEach(() => void vi.restoreAllMocks())

const clients: [string, (server: Server) => Promise<string>][] = [
  ['that registers itself', async (server) => String((await register(server)).body.client_id)],
  [
    'whose id is a document',
    async () => {
      withDocument()
      return CIMD_ID
    },
  ],
]

describe.each(clients)('a client %s', (_, clientOf) => {
  test('signs in, calls, refreshes, revokes; its token is a row like any other', async () => {
    const server = aServer()
    const client = await clientOf(server)
    const path = await authorizePath(client)
    const { page, html, location } = await consent(server, path)
    expect(page.status).toBe(200)
    expect(html).toContain('<p class="host">claude.ai</p>')
    const back = new URL(location)
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK)
    expect(back.searchParams.get('state')).toBe('the-state')
    expect(back.searchParams.get('iss')).toBe(ORIGIN)

    const first = await exchange(server, client, back.searchParams.get('code') ?? '')
    expect(first.body).toMatchObject({ token_type: 'bearer', scope: 'read trade', resource: `${ORIGIN}/mcp` })
    const balance = await callTool(server, first.body.access_token, 'get_account_balance')
    expect(balance.body.result.content[0].text).toContain('XXBT')

    const [row] = await listTokens(env.DB)
    expect(row?.name).toMatch(/^(A script|Claude) \(claude\.ai\)$/)
    expect(row).toMatchObject({ account: 'live', scopes: 'read,trade', exchange: 'emulator', forUrl: false })
    expect(row?.expiresAt).toBeGreaterThan(Date.now() + 89 * 86_400_000)
    const connectors = await env.DB.prepare('SELECT token_id, redirect_host FROM connectors').all()
    expect(connectors.results).toEqual([{ token_id: row?.id, redirect_host: 'claude.ai' }])

    const second = await refresh(server, client, first.body.refresh_token)
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token)
    expect((await callTool(server, second.body.access_token, 'get_account_balance')).status).toBe(200)

    expect((await revoke(server, client, second.body.refresh_token)).status).toBe(200)
    const [ended] = await listTokens(env.DB)
    expect(ended?.revokedAt).not.toBeNull()
    expect((await refresh(server, client, second.body.refresh_token)).body.error).toBe('invalid_grant')
  })
})

test('the pages that tell a client where to go name this very origin', async () => {
  const server = aServer()
  const refused = await server.ask('/mcp', { method: 'POST' })
  expect(refused.status).toBe(401)
  const told = refused.headers.get('www-authenticate') ?? ''
  const [, metadata = ''] = /resource_metadata="([^"]+)"/.exec(told) ?? []
  expect(told).toContain('scope="read"')
  expect(metadata).toBe(`${ORIGIN}/.well-known/oauth-protected-resource/mcp`)
  for (const path of ['', '/mcp', '/mcp/x/all']) {
    const response = await server.ask(`/.well-known/oauth-protected-resource${path}`)
    expect(await response.json()).toMatchObject({
      resource: `${ORIGIN}/mcp`,
      authorization_servers: [ORIGIN],
      scopes_supported: ['read'],
    })
  }
  const issuer = await server.ask('/.well-known/oauth-authorization-server')
  expect(await issuer.json()).toMatchObject({
    issuer: ORIGIN,
    authorization_endpoint: `${ORIGIN}/authorize`,
    token_endpoint: `${ORIGIN}/oauth/token`,
    registration_endpoint: `${ORIGIN}/oauth/register`,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
    token_endpoint_auth_methods_supported: expect.arrayContaining(['none']),
  })
})

test.each([CALLBACK, 'https://claude.com/api/mcp/auth_callback', 'http://localhost:51234/callback'])(
  'a client may be sent back to %s',
  async (redirect_uri) => {
    withDocument()
    const server = aServer()
    const { location } = await consent(server, await authorizePath(CIMD_ID, { redirect_uri }))
    expect(location).toMatch(new RegExp(`^${redirect_uri.replaceAll('.', '\\.')}\\?code=`))
  },
)

test('a token that the owner revokes stops a client at its next refresh, and its calls with the row', async () => {
  const server = aServer()
  const client = String((await register(server)).body.client_id)
  const held = await signIn(server, client)
  await env.DB.prepare('UPDATE tokens SET revoked_at = 1').run()
  const call = await callTool(aServer(), held.access, 'get_account_balance')
  expect(call.status).toBe(401)
  expect(call.headers.get('www-authenticate')).toContain('error="invalid_token"')
  expect((await refresh(server, client, held.refresh)).body.error).toBe('invalid_grant')
})

test('a read-only client is asked to sign in again where a tool needs more; a minted token is told in the answer', async () => {
  const server = aServer()
  const client = String((await register(server)).body.client_id)
  const held = await signIn(server, client, { mandate: 'read-only' })
  expect(held.body.scope).toBe('read')
  const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }
  const refused = await callTool(server, held.access, 'add_order', order)
  expect(refused.status).toBe(403)
  const told = refused.headers.get('www-authenticate')
  expect(told).toContain('error="insufficient_scope"')
  expect(told).toContain('scope="read trade"')
  expect(told).toContain('resource_metadata=')
})

test('a client that is granted paper and a mandate trades there under it, and nowhere else', async () => {
  const server = aServer()
  const { body: client } = await register(server)
  const document = '{"pairs": ["BTC/USD"], "maxOrderNotional": "100"}'
  const choice = { account: 'paper', paper: 'robot', mandate: 'own', document }
  const held = await signIn(server, client.client_id, choice)
  const [row] = await listTokens(env.DB)
  expect(row).toMatchObject({ account: 'paper:robot', scopes: 'read,trade' })
  expect(JSON.parse(row?.mandate ?? '{}')).toMatchObject({ pairs: ['BTC/USD'], maxOrderNotional: '100' })
  expect(await listPaperAccounts(env.DB)).toEqual(['paper:robot'])
  const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', price: '10000' }
  const large = await callTool(server, held.access, 'add_order', { ...order, volume: '0.1' })
  expect(JSON.stringify(large.body)).toContain('maxOrderNotional')
  const small = await callTool(server, held.access, 'add_order', { ...order, volume: '0.005' })
  expect(JSON.stringify(small.body)).toContain('paper:robot')
  expect((await emulatorLog()).filter(({ path }) => path?.endsWith('/AddOrder'))).toEqual([])
})
