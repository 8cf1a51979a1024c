import { env } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import { listTokens } from '../../../src/store/tokens.ts'
import {
  aServer,
  authorizePath,
  CIMD_DOCUMENT,
  consent,
  exchange,
  refresh,
  register,
  type Server,
  signIn,
  tokens,
} from './a-connector.ts'

afterEach(() => void vi.restoreAllMocks())

const aClient = async (server: Server) => String((await register(server)).body.client_id)

const isAlive = async () => (await listTokens(env.DB))[0]?.revokedAt === null

// A revocation is always answered with yes: a made-up refresh token beside it counted as used, and its "replay" ended the grant.
test('who knows a grant’s id alone cannot end it with a token that never was', async () => {
  const server = aServer()
  const client = await aClient(server)
  const held = await signIn(server, client)
  const stranger = await aClient(server)
  const [tokenId, grantId] = held.access.split(':')
  const junk = `${tokenId}:${grantId}:made-up-by-a-stranger`
  await tokens(server, { client_id: stranger, token: 'x', refresh_token: junk })
  await tokens(server, { client_id: stranger, grant_type: 'refresh_token', refresh_token: junk })
  expect(await isAlive()).toBe(true)
  expect((await refresh(server, client, held.refresh)).status).toBe(200)
})

// Another field of the form was taken for the credential, and the row of the grant that had ended lived on.
test('a replay ends the row whatever else its form says', async () => {
  const server = aServer()
  const client = await aClient(server)
  const held = await signIn(server, client)
  const second = await refresh(server, client, held.refresh)
  await refresh(server, client, second.body.refresh_token)
  const replay = { grant_type: 'refresh_token', client_id: client, refresh_token: held.refresh }
  await tokens(server, { ...replay, token: 'x', code: 'y' })
  expect(await isAlive()).toBe(false)
})

// An open redirect at a trusted host served a stranger's document, and the page said that the client's id stands there.
test('a document that is reached through a redirect is nobody’s', async () => {
  const id = 'https://trusted.example/out?to=https%3A%2F%2Fevil.example%2Fdocument'
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) =>
    init?.redirect === 'manual'
      ? new Response(null, { status: 302, headers: { location: 'https://evil.example/document' } })
      : Response.json({ ...CIMD_DOCUMENT, client_id: id }),
  )
  const page = await aServer().browse(await authorizePath(id))
  expect(page.status).toBe(400)
  expect(await page.text()).toContain('at that address itself')
})

test('no challenge but S256, no answer but a code and no other resource is asked about', async () => {
  const server = aServer()
  const client = await aClient(server)
  for (const changes of [
    { code_challenge_method: 'plain' },
    { code_challenge_method: undefined },
    { code_challenge: undefined, code_challenge_method: undefined },
    { response_type: 'token' },
    { response_type: 'code token' },
    { resource: 'https://other.example/mcp' },
  ])
    expect((await server.browse(await authorizePath(client, changes))).status).not.toBe(200)
})

test('a redirect that only looks like the registered one is not asked about', async () => {
  const server = aServer()
  const client = await aClient(server)
  for (const redirect_uri of [
    'https://claude.ai@evil.example/api/mcp/auth_callback',
    'https://claude.ai.evil.example/api/mcp/auth_callback',
    'https://CLAUDE.AI/api/mcp/auth_callback',
    'https://claude.ai./api/mcp/auth_callback',
    'https://claude.ai:8443/api/mcp/auth_callback',
    'https://claude.ai\\@evil.example/api/mcp/auth_callback',
    'https://claude.ai/api/mcp/auth_callback/../../../open-redirect',
    'https://claude.ai/api/mcp/auth_callback?next=x',
    'https://claude.ai/api/mcp/auth_callback#x',
    'https://claude.ai/api/mcp/auth_callback\r\nX-Header: y',
    'http://claude.ai/api/mcp/auth_callback',
    'javascript:alert(1)//claude.ai/api/mcp/auth_callback',
  ])
    expect((await server.browse(await authorizePath(client, { redirect_uri }))).status, redirect_uri).toBe(
      400,
    )
})

test('a host that only looks like one on the owner’s list does not register', async () => {
  const server = aServer({ OAUTH_REDIRECT_HOSTS: 'claude.ai, loopback' })
  for (const uri of [
    'https://claude.ai@evil.example/cb',
    'https://сlaude.ai/cb',
    'https://claude.ai./cb',
    'https://evil.example/cb?x=claude.ai',
    'http://localhost.evil.example/cb',
    'http://127.0.0.1.evil.example/cb',
    'http://localhost@evil.example/cb',
    'cursor://claude.ai/cb',
  ])
    expect((await register(server, { redirect_uris: [uri] })).status, uri).toBe(400)
})

const clientsKept = async () => {
  const { results } = await env.DB.prepare("SELECT expires_at FROM oauth WHERE key LIKE 'client:%'").all()
  return results.map(({ expires_at }) => Math.round((Number(expires_at) - Date.now() / 1_000) / 86_400))
}

// Anybody could fill the database: 100 registrations a minute of 64 KiB each, all of them kept for 90 days.
test('who registers and is granted nothing is soon forgotten; who was granted something is kept', async () => {
  const server = aServer()
  const client = await aClient(server)
  expect(await clientsKept()).toEqual([7])
  await signIn(server, client)
  expect(await clientsKept()).toEqual([90])
  const until = Math.floor(Date.now() / 1_000) + 6 * 86_400
  await env.DB.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) INSERT INTO oauth SELECT 'client:flood' || i, '{}', NULL, ${until} FROM n`,
  )
  const late = await aClient(server)
  expect(await clientsKept()).toHaveLength(1 + 1_000)
  expect((await server.browse(await authorizePath(late))).status).toBe(200)
  expect((await server.browse(await authorizePath(client))).status).toBe(200)
})

test('registrations are small and few', async () => {
  const server = aServer()
  expect((await register(server, { client_name: 'x'.repeat(9_000) })).status).toBe(413)
  for (let at = 0; at < 9; at += 1) expect((await register(server)).status).toBe(201)
  expect((await register(server)).status).toBe(429)
})

// A link to this server led on to any host that somebody had registered, past the owner's list of hosts, without a question.
test('a request that is wrong is sent back to hosts that the owner has named, and to no other', async () => {
  const changes = { response_type: 'nonsense' }
  const anywhere = aServer()
  const page = await anywhere.browse(await authorizePath(await aClient(anywhere), changes))
  expect(page.status).toBe(400)
  expect(page.headers.get('location')).toBeNull()
  expect(await page.text()).toContain('does not support response_type nonsense')
  const named = aServer({ OAUTH_REDIRECT_HOSTS: 'claude.ai' })
  const sent = await named.browse(await authorizePath(await aClient(named), changes))
  expect(sent.status).toBe(303)
  expect(sent.headers.get('location')).toContain('error=unsupported_response_type')
})

// Each showing of the form left a cookie for ten minutes: enough of them, and the owner's session was pushed out.
test('a page that opens the sign-in again and again fills no browser with cookies', async () => {
  const server = aServer()
  const path = await authorizePath(await aClient(server))
  for (let at = 0; at < 14; at += 1) await server.browse(path)
  expect([...server.cookies.values()].filter((value) => value !== '').length).toBeLessThan(10)
  expect((await consent(server, path)).location).toContain('code=')
})

// The list of tokens cut the host behind its beginning, and read “claude.ai.…” of a host that is somebody else's.
test('a token’s name ends with whose host it was sent to', async () => {
  const server = aServer()
  const redirect_uri = `https://claude.ai.${'a'.repeat(40)}.evil.example/callback`
  const client = String((await register(server, { redirect_uris: [redirect_uri] })).body.client_id)
  const { location } = await consent(server, await authorizePath(client, { redirect_uri }))
  const code = new URL(location).searchParams.get('code') ?? ''
  await exchange(server, client, code, { redirect_uri })
  const [row] = await listTokens(env.DB)
  expect(row?.name).toMatch(/^A script \(…a+\.evil\.example\)$/)
  expect(row?.name.length).toBeLessThanOrEqual(64)
})
