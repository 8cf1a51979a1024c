import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'
import { aCopy, callAs, command, OWNER, resultOf } from '../support/owner.ts'

const ANNA = aCopy('anna', 'trade')
const BERT = aCopy('bert', 'trade')

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

const openIds = async (house: ReturnType<typeof anAccount>) => {
  const { open } = resultOf(await callAs(house, BERT, 'get_open_orders'))
  return Object.values(Object(open)).flatMap((order) => Object(order).cl_ord_id ?? [])
}

test('only a token with the scope admin gives commands', async () => {
  const house = anAccount()
  expect(await command(house, 'audit', {}, ANNA)).toMatchObject({
    ok: false,
    failure: { kind: 'forbidden', code: 'missing_scope' },
  })
  expect(await command(house, 'audit')).toMatchObject({ ok: true })
  expect(await command(house, 'constructor')).toMatchObject({ ok: false, failure: { code: 'not_found' } })
  expect(await command(house, 'audit', { limit: 'all' })).toMatchObject({
    ok: false,
    failure: { kind: 'invalid', code: 'invalid_argument', details: { parameter: 'limit' } },
  })
})

test('a revoked token is refused at once, whatever the database says, and its orders alone are cancelled', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'anna-1' }))
  await callAs(house, BERT, 'add_order', buy({ cl_ord_id: 'bert-1' }))
  expect(resultOf(await command(house, 'revoke', { id: ANNA.tokenId }))).toEqual({
    id: ANNA.tokenId,
    revoked: true,
    orders: { named: 1, cancelled: 1 },
  })
  const ids = await openIds(house)
  expect(ids).toContain('bert-1')
  expect(ids).not.toContain('anna-1')
  for (const tool of ['get_account_balance', 'cancel_all_orders'])
    expect(await callAs(house, ANNA, tool)).toMatchObject({ ok: false, failure: { code: 'token_revoked' } })
  house.restart()
  expect(await callAs(house, ANNA, 'get_account_balance')).toMatchObject({ ok: false })
})

// A cancel that was lost was not said again: the revoked token's orders stood until somebody looked.
test('what a revoked token has open is cancelled though the cancel was lost, and over an eviction too', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'anna-1' }))
  await house.fault({ path: 'CancelOrder', fault: 'drop' })
  expect(resultOf(await command(house, 'revoke', { id: ANNA.tokenId }))).toMatchObject({
    orders: { named: 1, cancelled: 0, failure: { kind: 'uncertain' }, note: expect.any(String) },
  })
  expect(await openIds(house)).toContain('anna-1')
  house.restart()
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
  expect(await openIds(house)).not.toContain('anna-1')
})

test('with keep_orders a revoked token’s orders stay', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'anna-1' }))
  await command(house, 'revoke', { id: ANNA.tokenId, keep_orders: true })
  expect(await openIds(house)).toContain('anna-1')
})

test('a token that never called is revoked all the same', async () => {
  const house = anAccount()
  await command(house, 'revoke', { id: ANNA.tokenId })
  expect(await callAs(house, ANNA, 'add_order', buy())).toMatchObject({
    ok: false,
    failure: { code: 'token_revoked' },
  })
  expect(await house.seen('AddOrder')).toEqual([])
})

test('what a revoked token has waiting is never sent, and what is in flight is cancelled when it lands', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'delay', ms: 3_000 })
  const flying = callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'flying' }))
  await house.clock.settle()
  const waiting = callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'waiting', price: '9000' }))
  await house.clock.settle()
  const revoking = command(house, 'revoke', { id: ANNA.tokenId })
  await house.clock.advance(10_000)
  await Promise.all([flying, waiting, revoking])
  expect((await house.seen('AddOrder')).map(({ params }) => params.cl_ord_id)).toEqual(['flying'])
  const ids = await openIds(house)
  expect(ids).not.toContain('flying')
})

test('an order of a revoked token that is in doubt is cancelled when it is found', async () => {
  const house = anAccount()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.fault({ path: 'OpenOrders', fault: 'status', status: 502, times: 3 })
  const asked = callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'doubtful' }))
  await house.clock.advance(1_000)
  await command(house, 'revoke', { id: ANNA.tokenId })
  await house.clock.advance(120_000)
  await asked
  expect(await openIds(house)).not.toContain('doubtful')
})

test('the owner releases the kill switch that a token has pulled', async () => {
  const house = anAccount()
  const killed = callAs(house, ANNA, 'activate_kill_switch', { reason: 'test' })
  await house.clock.advance(30_000)
  await killed
  expect(await callAs(house, ANNA, 'add_order', buy())).toMatchObject({
    ok: false,
    failure: { code: 'kill_switch_on' },
  })
  expect(await command(house, 'release')).toMatchObject({ ok: true })
  expect(await callAs(house, ANNA, 'add_order', buy())).toMatchObject({ ok: true })
})

test('while the database is out of reach the owner revokes and stops, and releases nothing', async () => {
  const house = anAccount()
  await command(house, 'audit')
  const unchecked = (name: string, params: Record<string, unknown> = {}) =>
    house.account.owner({
      command: name,
      params,
      tokenId: OWNER.tokenId,
      token: OWNER,
      unchecked: true,
      request: 'r_1',
    })
  expect(await unchecked('revoke', { id: ANNA.tokenId })).toMatchObject({ ok: true })
  expect(await unchecked('release')).toMatchObject({ ok: false, failure: { code: 'tokens_unavailable' } })
})

test('verify names the first row of the audit that was changed', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'add_order', buy())
  expect(resultOf(await command(house, 'verify'))).toEqual({ intact: true })
  house.sql.run('UPDATE audit SET facts = ? WHERE id = 2', '{"forged":true}')
  expect(resultOf(await command(house, 'verify'))).toEqual({ intact: false, first_broken: 2 })
})

test('a token pages through its own rows of the audit, and sees no other’s', async () => {
  const house = anAccount()
  for (const price of ['9000', '9100']) await callAs(house, ANNA, 'add_order', buy({ price }))
  await callAs(house, BERT, 'add_order', buy())
  const ids: number[] = []
  for (let before: number | undefined, turn = 0; turn < 20; turn += 1) {
    const params = { limit: 2, ...(before === undefined ? {} : { before }) }
    const page = resultOf(await callAs(house, ANNA, 'list_audit', params))
    const rows: { id: number; token: string }[] = Object(page.rows)
    expect(rows.every(({ token }) => token === ANNA.tokenId)).toBe(true)
    ids.push(...rows.map(({ id }) => id))
    if (page.before === undefined) break
    before = Number(page.before)
  }
  expect(ids).toEqual([...ids].sort((a, b) => b - a))
  const [own] = house.sql.run('SELECT COUNT(*) AS count FROM audit WHERE token_id = ?', ANNA.tokenId)
  expect(ids).toHaveLength(Number(own?.count))
})

test('without a key the owner still revokes, and there is nothing to stop', async () => {
  const house = anAccount({ KRAKEN_API_KEY: '', KRAKEN_API_SECRET: '' })
  expect(resultOf(await command(house, 'revoke', { id: 't_x' }))).toMatchObject({ revoked: true })
  expect(await command(house, 'kill', { reason: 'test' })).toMatchObject({
    ok: false,
    failure: { code: 'no_key' },
  })
})

test('with the storage broken a token is revoked for this life at least, what it has waiting is not sent, and both are said', async () => {
  const house = anAccount()
  await callAs(house, ANNA, 'get_account_balance')
  await house.fault({ path: 'Balance', fault: 'delay', ms: 3_000 })
  const reading = callAs(house, BERT, 'get_account_balance')
  await house.clock.settle()
  const waiting = callAs(house, ANNA, 'add_order', buy({ cl_ord_id: 'waiting' }))
  await house.clock.settle()
  house.breakStorage()
  const answer = await command(house, 'revoke', { id: ANNA.tokenId })
  expect(answer).toMatchObject({ ok: true, note: expect.stringContaining('Revoke it again') })
  expect(resultOf(answer)).toMatchObject({
    saved: false,
    orders: { cancelled: 0, failure: { code: 'journal_unread' } },
  })
  await house.clock.advance(10_000)
  await Promise.all([reading, waiting])
  expect(await house.seen('AddOrder')).toEqual([])
  expect(await callAs(house, ANNA, 'cancel_all_orders')).toMatchObject({ failure: { code: 'token_revoked' } })
  house.mendStorage()
  expect(await callAs(house, ANNA, 'get_account_balance')).toMatchObject({ ok: false })
  house.restart()
  expect(await callAs(house, ANNA, 'get_account_balance')).toMatchObject({
    failure: { code: 'token_revoked' },
  })
})
