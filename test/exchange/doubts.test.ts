import { expect, test } from 'vitest'
import { anAccount } from '../support/account.ts'

// Doubts that once were never settled.

const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.01',
  price: '10000',
  ...extra,
})

const states = (house: ReturnType<typeof anAccount>, tool: string) =>
  house.sql
    .run('SELECT state FROM intents WHERE tool = ? ORDER BY rowid', tool)
    .map(({ state }) => String(state))

/** Three minutes, with the cron trigger in each. */
const threeMinutes = async ({ account, clock }: ReturnType<typeof anAccount>) => {
  for (let minute = 0; minute < 3; minute++) {
    await clock.advance(60_000)
    void account.tick()
    await clock.settle()
  }
}

test('a cancel whose answer was lost is settled by the order that it named', async () => {
  const house = anAccount()
  await house.call('add_order', buy({ cl_ord_id: 'gone' }))
  await house.call('add_order', buy({ cl_ord_id: 'stays', price: '9000' }))
  await house.fault({ path: 'CancelOrder', fault: 'drop_after_accept' })
  await house.call('cancel_order', { cl_ord_id: 'gone' })
  await house.fault({ path: 'CancelOrder', fault: 'drop' })
  await house.call('cancel_order', { cl_ord_id: 'stays' })
  expect(states(house, 'cancel_order')).toEqual(['uncertain', 'uncertain'])
  await threeMinutes(house)
  expect(states(house, 'cancel_order')).toEqual(['placed', 'not_placed'])
})

test('a cancel of everything whose answer was lost is settled by what still rests', async () => {
  const house = anAccount()
  await house.fault({ path: 'CancelAll', fault: 'drop' })
  await house.call('cancel_all_orders')
  await threeMinutes(house)
  await house.fault({ path: 'CancelAll', fault: 'drop_after_accept' })
  await house.call('cancel_all_orders')
  await threeMinutes(house)
  expect(states(house, 'cancel_all_orders')).toEqual(['not_placed', 'placed'])
})

test('an order that was amended while it was in doubt is still found', async () => {
  const house = anAccount()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  void house.call('add_order', buy({ cl_ord_id: 'grown' }))
  await house.clock.settle()
  expect(await house.call('amend_order', { cl_ord_id: 'grown', order_qty: '0.02' })).toMatchObject({
    ok: true,
  })
  await house.clock.advance(20_000)
  expect(states(house, 'add_order')).toEqual(['placed'])
})

test('one look settles many doubts, so that the slowest tier is not starved by its own looks', async () => {
  const house = anAccount({ KRAKEN_TIER: 'starter' })
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept', times: 30 })
  for (let nth = 0; nth < 30; nth++) {
    void house.call('add_order', buy({ type: 'sell', price: String(900_000 + nth) }))
    await house.clock.advance(100)
  }
  await house.clock.advance(15_000)
  expect(new Set(states(house, 'add_order'))).toEqual(new Set(['placed']))
  expect((await house.seen('OpenOrders')).length).toBeLessThanOrEqual(3)
})

test('a cancel that is wished for while the look is under way is carried out', async () => {
  const house = anAccount()
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  void house.call('add_order', buy({ cl_ord_id: 'late-wish' }))
  await house.clock.settle()
  await house.fault({ path: 'ClosedOrders', fault: 'hang_after_accept', ms: 3_000 })
  await house.fault({ path: 'CancelOrder', fault: 'error', error: 'EOrder:Unknown order' })
  await house.clock.advance(9_000)
  void house.call('cancel_order', { cl_ord_id: 'late-wish' })
  await house.clock.advance(10_000)
  expect(JSON.stringify(await house.call('get_open_orders'))).not.toContain('late-wish')
  expect(await house.seen('CancelOrder')).toHaveLength(2)
})

// "Whatever closes the position" never had the volume that was asked for, so its doubt held the pair and the kill switch for ever.
test('an order of volume 0, which closes a position, is found by what Kraken made of it', async () => {
  const house = anAccount()
  const margin = { pair: 'XBTUSD', ordertype: 'market', leverage: '2' }
  await house.call('add_order', { ...margin, type: 'buy', volume: '0.01' })
  await house.fault({ path: 'AddOrder', fault: 'drop_after_accept' })
  const closing = house.call('add_order', { ...margin, type: 'sell', volume: '0' })
  await house.clock.advance(20_000)
  expect(await closing).toMatchObject({ ok: true, result: { txid: [expect.any(String)] } })
  expect(states(house, 'add_order')).toEqual(['placed', 'placed'])
})
