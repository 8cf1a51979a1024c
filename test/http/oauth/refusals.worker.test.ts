import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { grantable } from '../../../src/http/oauth/grantable.ts'
import { listTokens } from '../../../src/store/tokens.ts'
import { ORIGIN } from '../a-caller.ts'
import {
  aServer,
  authorizePath,
  CALLBACK,
  CHOICE,
  callTool,
  consent,
  exchange,
  handleIn,
  refresh,
  register,
  type Server,
  signIn,
  tokens,
  VERIFIER,
} from './a-connector.ts'

const aClient = async (server: Server) => String((await register(server)).body.client_id)

const nothingGranted = async () => expect(await listTokens(env.DB)).toEqual([])

test('a wrong passphrase grants nothing and shows a new form; the old one still waits for the right one', async () => {
  const server = aServer()
  const path = await authorizePath(await aClient(server))
  const wrong = await consent(server, path, { passphrase: 'not the passphrase' })
  expect(wrong.answer.status).toBe(403)
  const html = await wrong.answer.text()
  expect(html).toContain('not the passphrase')
  expect(handleIn(html)).not.toBe(handleIn(wrong.html))
  await nothingGranted()
  const right = await consent(server, path, { handle: handleIn(wrong.html) })
  expect(right.location).toContain('code=')
})

test('after five wrong passphrases the sixth is not looked at, right or not, from that address alone', async () => {
  const server = aServer()
  const path = await authorizePath(await aClient(server))
  for (let at = 0; at < 5; at += 1) await consent(server, path, { passphrase: `wrong number ${at}` })
  const { answer, location } = await consent(server, path)
  expect(answer.status).toBe(429)
  expect(location).toBe('')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800)
  expect(await answer.text()).toContain('Open sessions and panic links still work')
  await nothingGranted()
  const elsewhere = aServer({}, '203.0.113.9')
  expect((await consent(elsewhere, path)).location).toContain('code=')
})

test('without a passphrase the page says how to set one and offers no grant', async () => {
  const server = aServer({ OWNER_PASSPHRASE: '' })
  const page = await server.browse(await authorizePath(await aClient(server)))
  const html = await page.text()
  expect(html).toContain('wrangler secret put OWNER_PASSPHRASE')
  expect(html).not.toContain('value="grant"')
})

test('a code is good once: the second use of it ends the grant and its row', async () => {
  const server = aServer()
  const client = await aClient(server)
  const held = await signIn(server, client)
  expect((await exchange(server, client, held.code)).body.error).toBe('invalid_grant')
  expect((await refresh(server, client, held.refresh)).body.error).toBe('invalid_grant')
  expect((await callTool(server, held.access, 'get_account_balance')).status).toBe(401)
  const [row] = await listTokens(env.DB)
  expect(row?.revokedAt).not.toBeNull()
})

test('of two exchanges of one code that race each other, one gets tokens', async () => {
  const server = aServer()
  const client = await aClient(server)
  const { location } = await consent(server, await authorizePath(client))
  const code = new URL(location).searchParams.get('code') ?? ''
  const raced = await Promise.allSettled([exchange(server, client, code), exchange(server, client, code)])
  const granted = raced.filter((one) => one.status === 'fulfilled' && one.value.status === 200)
  expect(granted.length).toBeLessThanOrEqual(1)
  expect((await listTokens(env.DB)).length).toBeLessThanOrEqual(1)
})

test.each([
  ['a wrong verifier', { code_verifier: `${VERIFIER}x` }],
  ['no verifier', { code_verifier: '' }],
  ['a foreign audience', { resource: 'https://other.example/mcp' }],
  ['another redirect', { redirect_uri: 'https://claude.com/api/mcp/auth_callback' }],
])('%s gets no token for a code', async (_, changes) => {
  const server = aServer()
  const client = await aClient(server)
  const { location } = await consent(server, await authorizePath(client))
  const code = new URL(location).searchParams.get('code') ?? ''
  const { status, body } = await exchange(server, client, code, changes)
  expect(status).toBe(400)
  expect(body.access_token).toBeUndefined()
  await nothingGranted()
})

test('another client’s code is no use to a client', async () => {
  const server = aServer()
  const { location } = await consent(server, await authorizePath(await aClient(server)))
  const code = new URL(location).searchParams.get('code') ?? ''
  expect((await exchange(server, await aClient(server), code)).body.error).toBe('invalid_grant')
})

// Of two holders of one refresh token one is a thief, and nobody can tell which: RFC 9700 has the whole family end.
test('a refresh token that was used before its last one is refused, and ends its grant and its row', async () => {
  const server = aServer()
  const client = await aClient(server)
  const held = await signIn(server, client)
  const second = await refresh(server, client, held.refresh)
  const third = await refresh(server, client, second.body.refresh_token)
  expect((await refresh(server, client, held.refresh)).body.error).toBe('invalid_grant')
  expect((await refresh(server, client, third.body.refresh_token)).body.error).toBe('invalid_grant')
  expect((await callTool(server, third.body.access_token, 'get_account_balance')).status).toBe(401)
  expect((await listTokens(env.DB))[0]?.revokedAt).not.toBeNull()
})

test('a refresh whose answer was lost is made again and ends nothing, nor does a refresh that asks for something wrong', async () => {
  const server = aServer()
  const client = await aClient(server)
  const held = await signIn(server, client)
  await refresh(server, client, held.refresh)
  const again = await refresh(server, client, held.refresh)
  expect(again.status).toBe(200)
  const wrong = { grant_type: 'refresh_token', client_id: client, refresh_token: held.refresh }
  expect((await tokens(server, { ...wrong, resource: 'https://other.example/mcp' })).status).toBe(400)
  expect((await refresh(server, client, again.body.refresh_token)).status).toBe(200)
  expect((await listTokens(env.DB))[0]?.revokedAt).toBeNull()
})

test('a token for another origin of this server is refused here', async () => {
  const server = aServer()
  const held = await signIn(server, await aClient(server))
  const response = await server.ask('http://localhost/mcp', {
    method: 'POST',
    headers: { authorization: `Bearer ${held.access}` },
  })
  expect(response.status).toBe(401)
})

test.each([
  ['with an unregistered redirect', { redirect_uri: 'https://evil.example/steal' }],
  ['of an unknown client', { client_id: 'nobody' }],
])('a request %s is told so here, and the browser is sent nowhere', async (_, changes) => {
  const server = aServer()
  const page = await server.browse(await authorizePath(await aClient(server), changes))
  expect(page.status).toBe(400)
  expect(page.headers.get('location')).toBeNull()
  expect(await page.text()).toContain('Nothing was granted')
})

test.each([
  ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
  ['with plain PKCE', { code_challenge_method: 'plain' }],
  ['for a foreign audience', { resource: 'https://other.example/mcp' }],
])('a request %s is never asked about', async (_, changes) => {
  const server = aServer()
  for (const method of ['none', 'client_secret_post']) {
    const { body } = await register(server, { token_endpoint_auth_method: method })
    const page = await server.browse(await authorizePath(String(body.client_id), changes))
    expect(page.status === 400 || page.headers.get('location')?.includes('error=')).toBe(true)
    expect(handleIn(await page.text())).toBe('')
  }
})

test.each([
  ['another handle', { handle: 'A'.repeat(43) }],
  ['an account that is none', { account: 'everybody' }],
  ['a mandate that is none', { mandate: 'admin' }],
  ['a scope smuggled in', { mandate: '{"scopes":["raw"]}' }],
  ['a lifetime that is none', { lifetime: '9999d' }],
])('a consent form tampered with %s grants nothing', async (_, changes) => {
  const server = aServer()
  const { answer, location } = await consent(server, await authorizePath(await aClient(server)), changes)
  expect(answer.status).toBe(400)
  expect(location).toBe('')
  await nothingGranted()
})

test('a form is bound to the browser that was shown it, to our own pages, and to one use', async () => {
  const server = aServer()
  const path = await authorizePath(await aClient(server))
  const { html, answer } = await consent(server, path)
  expect(answer.status).toBe(303)
  const again = await consent(server, path, { handle: handleIn(html) })
  expect(again.answer.status).toBe(400)
  const shown = handleIn(await (await server.browse(path)).text())
  const stranger = aServer()
  expect((await consent(stranger, path, { handle: shown })).answer.status).toBe(400)
  const body = new URLSearchParams({ handle: shown, decision: 'deny' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' }
  expect((await server.browse(path, { method: 'POST', headers, body })).status).toBe(403)
})

test('denying sends the client away without a passphrase, with its state and our name', async () => {
  const server = aServer()
  const path = await authorizePath(await aClient(server))
  const { location } = await consent(server, path, { decision: 'deny', passphrase: '' })
  const back = new URL(location)
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    error: 'access_denied',
    state: 'the-state',
    iss: ORIGIN,
  })
  await nothingGranted()
})

test('the page cannot be framed, runs nothing, keeps nothing, and shows a hostile name as text', async () => {
  const server = aServer()
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
  const { body } = await register(server, { client_name: evil })
  const page = await server.browse(await authorizePath(String(body.client_id)))
  const html = await page.text()
  expect(html).not.toMatch(/<script|<img/)
  expect(html).toContain('&lt;script&gt;')
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self' https:; frame-ancestors 'none'; base-uri 'none'",
  )
  expect(page.headers.get('x-frame-options')).toBe('DENY')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('referrer-policy')).toBe('same-origin')
})

test('under a name that is not this machine’s own, nobody is asked and nothing is told', async () => {
  const server = aServer()
  const host = { headers: { host: 'evil.example' } }
  const path = await authorizePath(await aClient(server))
  for (const door of [path, '/oauth/token', '/.well-known/oauth-authorization-server'])
    expect((await server.browse(door, host)).status).toBe(403)
})

test('the owner can narrow where clients return to: no other host registers, and none is asked about', async () => {
  const server = aServer({ OAUTH_REDIRECT_HOSTS: 'claude.com, loopback' })
  const refused = await register(server)
  expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_redirect_uri' } })
  const loopback = await register(server, { redirect_uris: ['http://127.0.0.1:7777/callback', CALLBACK] })
  expect(loopback.status).toBe(201)
  const id = String(loopback.body.client_id)
  expect((await server.browse(await authorizePath(id))).status).toBe(403)
  const redirect_uri = 'http://127.0.0.1:7777/callback'
  const page = await server.browse(await authorizePath(id, { redirect_uri }))
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('any program there could be listening')
})

test('a stranger who writes a token’s id into a form ends nothing', async () => {
  const server = aServer()
  const client = await aClient(server)
  const held = await signIn(server, client)
  const [row] = await listTokens(env.DB)
  const stranger = await aClient(server)
  const grant = held.access.split(':')[1]
  for (const token of [`${row?.id}:nothing:here`, `${row?.id}:${grant}:made-up-by-a-stranger`, held.refresh])
    await tokens(server, { client_id: stranger, token })
  expect((await listTokens(env.DB))[0]?.revokedAt).toBeNull()
  expect((await refresh(server, client, held.refresh)).status).toBe(200)
})

test('neither the store of the sign-in nor the rows hold a token, a code or the passphrase', async () => {
  const server = aServer()
  const held = await signIn(server, await aClient(server))
  const tables = ['oauth', 'connectors', 'tokens']
  const rows = await Promise.all(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`).all()))
  const all = JSON.stringify(rows.map(({ results }) => results))
  const secrets = [held.code, held.access, held.refresh].map((text) => text.split(':')[2] ?? text)
  for (const secret of [...secrets, 'correct horse']) expect(all).not.toContain(secret)
})

test('on the real exchange nobody is granted a mandate without limits, nor trading without one that is written', async () => {
  for (const [changes, words] of [
    [{ mandate: 'open' }, 'lifts every limit'],
    [{ mandate: 'own', document: '{"maxOrderNotional": 600}' }, 'write it as text'],
    [{ mandate: 'own', document: 'everything' }, 'is not a JSON object'],
    [{ mandate: 'careful', scope: 'admin' }, 'Choose what the token may reach for'],
  ] as const) {
    const choice = { ...CHOICE, ...changes }
    const judged = grantable(choice, 'kraken', 0)
    expect(judged).toMatchObject({ ok: false, problem: expect.stringContaining(words) })
  }
  expect(grantable({ ...CHOICE, account: 'paper' }, 'kraken', 0)).toMatchObject({ ok: true })
})

// A name could turn the words behind it around, up to the host that the token is sent to.
test('a client’s name turns no letters around on the page', async () => {
  const server = aServer()
  const { body } = await register(server, { client_name: 'Claude \u202Eedisni si siht\u2066\u200B' })
  const page = await server.browse(await authorizePath(String(body.client_id)))
  expect(await page.text()).toContain('<strong>Claude  edisni si siht</strong>')
})

// It was answered as a fault of ours, with 500.
test('with the database gone, who signs in is told to come again', async () => {
  const server = aServer()
  const client = await aClient(server)
  await env.DB.exec('DROP TABLE oauth')
  const answers = [
    await server.browse(await authorizePath(client)),
    await exchange(server, client, 'a:b:c'),
    await register(server),
  ]
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503])
})
