import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { aCaller, call, emulatorLog, knock, ORIGIN } from '../a-caller.ts'

const anOwner = () => aCaller({ scopes: 'admin', name: 'owner' })

const give = (authorization: object, command: string, params?: object, headers: object = {}) =>
  knock(`/owner/api/${command}`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json', ...headers },
    ...(params && { body: JSON.stringify(params) }),
  })

test('the owner’s door opens to POST alone', async () => {
  const { authorization } = await anOwner()
  const response = await knock('/owner/api/audit', { headers: authorization })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('POST')
})

test('the owner’s door wants a token in the header, and one with the scope admin', async () => {
  const bare = await give({}, 'audit')
  expect(bare.status).toBe(401)
  expect(bare.headers.get('www-authenticate')).toContain('Bearer')
  const trader = await aCaller()
  const refused = await give(trader.authorization, 'audit')
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({
    error: { kind: 'forbidden', code: 'missing_scope', request: expect.stringMatching(/^r_/) },
  })
  const forUrl = await aCaller({ scopes: 'admin', forUrl: true })
  expect((await give({}, `audit?apikey=${forUrl.token}`)).status).toBe(401)
  expect((await give(forUrl.authorization, 'audit')).status).toBe(401)
})

test('a page of another origin, and a foreign name, are turned away before the token is looked at', async () => {
  const { authorization } = await anOwner()
  for (const headers of [{ origin: 'https://evil.example' }, { host: 'evil.example' }]) {
    const response = await give(authorization, 'audit', {}, headers)
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: { code: 'foreign_origin' } })
  }
  expect((await give(authorization, 'audit', {}, { origin: 'http://localhost:1' })).status).toBe(200)
})

test('what is too large, no object, unknown or malformed is refused in the house’s words', async () => {
  const { authorization } = await anOwner()
  const large = await give(authorization, 'audit', { token: 'x'.repeat(70_000) })
  expect(large.status).toBe(413)
  const list = await give(authorization, 'audit', [1])
  expect(list.status).toBe(400)
  const unknown = await give(authorization, 'dance', {})
  expect(await unknown.json()).toMatchObject({
    error: { code: 'not_found', hint: expect.stringContaining('release') },
  })
  const malformed = await give(authorization, 'audit', { limit: 0 })
  expect(malformed.status).toBe(400)
  expect(await malformed.json()).toMatchObject({ error: { code: 'invalid_argument' } })
})

test('a token that the owner revokes here is refused at once, though the database has not heard of it', async () => {
  const trader = await aCaller()
  const owner = await anOwner()
  const order = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }
  const placed = await call(trader.token, 'add_order', order)
  expect(placed.isError).toBe(false)
  const revoked = await give(owner.authorization, 'revoke', { id: trader.row.id })
  expect(await revoked.json()).toMatchObject({ result: { orders: { named: 1, cancelled: 1 } } })
  const [row] = (await env.DB.prepare('SELECT revoked_at FROM tokens WHERE id = ?').bind(trader.row.id).all())
    .results
  expect(row).toEqual({ revoked_at: null })
  expect(await call(trader.token, 'get_account_balance')).toMatchObject({
    isError: true,
    answer: { error: { code: 'token_revoked' } },
  })
})

test('each command writes one line to the log, without its parameters', async () => {
  const lines: string[] = []
  const spy = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)))
  const { authorization, row } = await anOwner()
  const context = createExecutionContext()
  const body = JSON.stringify({ id: 't_canary' })
  const request = new Request(`${ORIGIN}/owner/api/revoke`, { method: 'POST', headers: authorization, body })
  try {
    await createApp().fetch(request, { ...env, LOG_LEVEL: 'info' }, context)
    await waitOnExecutionContext(context)
  } finally {
    spy.mockRestore()
  }
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ event: 'call', tool: 'owner.revoke', token: row.id, outcome: 'ok' }),
  ])
  expect(lines.join()).not.toContain('t_canary')
})

test('the panic link shows a page, acts on POST without a login, and works with the database gone', async () => {
  const { authorization } = await anOwner()
  const made: { result: { path: string } } = await (await give(authorization, 'panic-link')).json()
  const { path } = made.result
  await env.DB.exec('DROP TABLE tokens')
  const shown = await knock(path)
  expect(shown.status).toBe(200)
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(shown.headers.get('cache-control')).toBe('no-store')
  const page = await shown.text()
  expect(page).toContain('<form method="post">')
  expect(page).not.toContain('<script')
  const cancels = async () => (await emulatorLog()).filter(({ path }) => path?.endsWith('/CancelAll'))
  expect(await cancels()).toEqual([])
  const acted = await knock(path, { method: 'POST' })
  expect(acted.status).toBe(200)
  expect(await acted.text()).toContain('The kill switch is on')
  expect((await cancels()).length).toBeGreaterThan(0)
})

test('every link that is not good is 404 with the same words, and does nothing', async () => {
  const { authorization } = await anOwner()
  const made: { result: { id: string; path: string } } = await (
    await give(authorization, 'panic-link')
  ).json()
  await give(authorization, 'panic-revoke', { id: made.result.id })
  const links = [made.result.path, '/panic/', '/panic/p_0.x', `/panic/p_${'0'.repeat(20)}.${'A'.repeat(43)}`]
  const texts = new Set<string>()
  for (const link of links)
    for (const method of ['GET', 'POST']) {
      const response = await knock(link, { method })
      expect(response.status, `${method} ${link}`).toBe(404)
      texts.add(await response.text())
    }
  expect(texts.size).toBe(1)
  expect((await emulatorLog()).filter(({ path }) => path?.endsWith('/CancelAll'))).toEqual([])
})

// A paper account made one, and on the day of need it was "no such link".
test('a panic link is made on the account that its door asks, and on no other', async () => {
  const small = await aCaller({ account: 'paper:mine', scopes: 'admin', name: 'small owner' })
  const refused = await give(small.authorization, 'panic-link', {})
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ error: { hint: expect.stringContaining('kill') } })
})

test('the owner reaches a paper account by its name, and a paper account’s own owner reaches no other', async () => {
  const owner = await anOwner()
  const { token, row } = await aCaller({ account: 'paper:mine', name: 'trader' })
  const order = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '10000' }
  await call(token, 'add_order', order)
  const revoked = await give(owner.authorization, 'revoke', { id: row.id, account: 'paper:mine' })
  expect(await revoked.json()).toMatchObject({
    result: { revoked: true, orders: { named: 1, cancelled: 1 } },
  })
  expect((await call(token, 'get_open_orders')).answer.error).toMatchObject({ code: 'token_revoked' })

  const small = await aCaller({ account: 'paper:mine', scopes: 'admin', name: 'small owner' })
  expect((await give(small.authorization, 'audit', {})).status).toBe(200)
  for (const account of ['live', 'paper:other', 'nonsense', 7]) {
    const refused = await give(small.authorization, 'audit', { account })
    expect(await refused.json()).toMatchObject({ error: { code: 'unknown_account' } })
  }
  expect((await give(owner.authorization, 'audit', { account: 'nonsense' })).status).toBe(403)
  expect((await emulatorLog()).filter(({ path }) => path?.startsWith('/0/private/'))).toEqual([])
})
