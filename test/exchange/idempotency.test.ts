import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

const stateOf = (answer: unknown) =>
  (answer as { result: { intents: { state: string }[] } }).result.intents[0]?.state

test('the same key with the same wish, however it is written, sends nothing and tells how it stands', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ idempotency_key: 'k', volume: '0.0010', price: '10000.0' }))
  const again = await house.call('add_order', buy({ idempotency_key: 'k', deadline: '2030-01-01T00:00:00Z' }))
  expect(again).toMatchObject({ ok: true, note: expect.stringContaining('nothing was sent') })
  expect(stateOf(again)).toBe('placed')
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('the same key with another wish is an error', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ idempotency_key: 'k' }))
  expect(await house.call('add_order', buy({ idempotency_key: 'k', price: '9000' }))).toMatchObject({
    ok: false,
    failure: { kind: 'invalid', code: 'idempotency_key_reused' },
  })
})

test('two calls with the same key at the same time send one order', async () => {
  const house = anAccount()
  const answers = await Promise.all(
    [1, 2, 3].map(() => house.call('add_order', buy({ idempotency_key: 'k' }))),
  )
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('a key stays bound over a restart, also while its order is in doubt', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.fault({ path: 'OpenOrders', fault: 'status', times: 0 })
  void house.call('add_order', buy({ idempotency_key: 'k' }))
  await house.clock.settle()
  house.restart()
  expect(stateOf(await house.call('add_order', buy({ idempotency_key: 'k' })))).toBe('uncertain')
  expect(await house.seen('AddOrder')).toHaveLength(1)
})

test('what was refused, or never left, releases its key', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'error', error: 'EOrder:Insufficient funds' })
  expect(await house.call('add_order', buy({ idempotency_key: 'k' }))).toMatchObject({ ok: false })
  expect(await house.call('add_order', buy({ idempotency_key: 'k' }))).toMatchObject({
    result: { txid: [expect.any(String)] },
  })
  await house.call('add_order', buy({ idempotency_key: 'v', price: '9000', validate: true }))
  expect(await house.call('add_order', buy({ idempotency_key: 'v', price: '9000' }))).toMatchObject({
    result: { txid: [expect.any(String)] },
  })
})

test('a key belongs to one token', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ idempotency_key: 'k' }))
  const other = await house.account.call({
    tool: 'add_order',
    params: buy({ idempotency_key: 'k', price: '9000' }),
    tokenId: 't_other',
    request: 'r_other',
    began: house.clock.now(),
  })
  expect(other).toMatchObject({ ok: true, result: { txid: [expect.any(String)] } })
})

test('a same-looking order within ten seconds is a probable repeat; own ids insist, and later it is a new wish', async () => {
  const house = anAccount()
  await house.call('add_order', buy())
  expect(await house.call('add_order', buy({ volume: '0.00100' }))).toMatchObject({
    ok: false,
    failure: { kind: 'refused', code: 'probable_repeat', hint: expect.stringContaining('cl_ord_id') },
  })
  expect(await house.call('add_order', buy({ cl_ord_id: 'second' }))).toMatchObject({ ok: true })
  expect(await house.call('add_order', buy({ idempotency_key: 'third' }))).toMatchObject({ ok: true })
  await house.clock.advance(10_001)
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
})

test('an order that was cancelled has no twin, and another price is another order', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'one' }))
  await house.call('cancel_order', { cl_ord_id: 'one' })
  await house.clock.advance(1)
  expect(await house.call('add_order', buy())).toMatchObject({ ok: true })
  expect(await house.call('add_order', buy({ price: '10000.1' }))).toMatchObject({ ok: true })
})

test('while its twin is uncertain nothing insists', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  await house.fault({ path: 'OpenOrders', fault: 'status', times: 0 })
  const first = house.call('add_order', { ...buy(), type: 'sell', price: '200000' })
  await house.clock.advance(20_000)
  expect(await first).toMatchObject({ failure: { kind: 'uncertain' } })
  expect(
    await house.call('add_order', { ...buy({ cl_ord_id: 'insists' }), type: 'sell', price: '200000' }),
  ).toMatchObject({ failure: { code: 'probable_repeat', hint: expect.stringContaining('get_intent') } })
})

test('two alike orders of one batch are no twins', async () => {
  const house = anAccount()
  const { pair: _, ...order } = buy()
  expect(await house.call('add_order_batch', { pair: 'XBTUSD', orders: [order, order] })).toMatchObject({
    ok: true,
  })
})

test('a token sees its own intents, and no other’s', async () => {
  const house = anAccount()
  await house.call('add_order', buy())
  const list = await house.call('list_intents')
  const { intents } = (list as { result: { intents: { id: string; state: string }[] } }).result
  expect(intents).toMatchObject([{ state: 'placed', tool: 'add_order' }])
  const id = intents[0]?.id ?? ''
  expect(await house.call('get_intent', { id })).toMatchObject({ ok: true, result: { id, state: 'placed' } })
  const other = { tool: 'get_intent', params: { id }, tokenId: 't_other', request: 'r', began: 0 }
  expect(await house.account.call(other)).toMatchObject({ failure: { code: 'unknown_intent' } })
})
