import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.01',
  price: '10000',
  ...extra,
})

test('an order that waits behind a cancel that hangs is busy within 20 s, and never leaves afterwards', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'CancelAll', fault: 'hang', ms: 60_000 })
  void house.call('cancel_all_orders')
  await house.clock.advance(2_000)
  const asked = house.call('add_order', buy({ cl_ord_id: 'waits' }))
  const funds = house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  await house.clock.advance(19_500)
  expect(await asked).toMatchObject({ ok: false, failure: { kind: 'busy', code: 'queue_full' } })
  expect(await funds).toMatchObject({ ok: false, failure: { kind: 'busy', code: 'queue_full' } })
  await house.clock.advance(60_000)
  expect(await house.seen('AddOrder')).toHaveLength(0)
  expect(await house.seen('Withdraw')).toHaveLength(0)
  expect(house.sql.run("SELECT state FROM intents WHERE tool <> 'cancel_all_orders'")).toEqual([
    { state: 'busy' },
    { state: 'busy' },
  ])
})

test('an answer that takes longer than 20 s is uncertain for its caller, and still settles the row', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'Withdraw', fault: 'hang_after_accept', ms: 25_000 })
  const asked = house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.1' })
  await house.clock.advance(19_500)
  expect(await asked).toMatchObject({
    ok: false,
    failure: { kind: 'uncertain', details: { intents: [expect.any(String)] } },
  })
  await house.clock.advance(10_000)
  expect(house.sql.run('SELECT state FROM intents')).toEqual([{ state: 'placed' }])
})

test('an order in flight while everything is cancelled is cancelled as soon as it answers', async () => {
  const house = anAccount()
  await house.call('get_account_balance')
  await house.fault({ path: 'AddOrder', fault: 'late', ms: 3_000 })
  const placed = house.call('add_order', buy({ cl_ord_id: 'lands-late' }))
  await house.clock.settle()
  const cancelled = house.call('cancel_all_orders')
  await house.clock.advance(4_000)
  expect(await cancelled).toMatchObject({ ok: true, note: expect.stringContaining('lands-late') })
  expect(await placed).toMatchObject({ ok: true })
  expect(await house.call('get_open_orders')).toMatchObject({ ok: true, result: { open: {} } })
  expect(await house.seen('CancelOrder')).toHaveLength(1)
})
