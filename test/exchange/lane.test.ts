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

const PAIRS = ['XBTUSD', 'ETHUSD', 'SOLUSD', 'XBTUSDT']
const PRICES = ['10000', '1000', '50', '10000']
const VOLUMES = ['0.01', '0.01', '0.1', '0.01']

test('200 orders at once reach Kraken in the order of their nonces, and none is refused for its nonce', async () => {
  const house = anAccount()
  const answers = Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      house.call(
        'add_order',
        buy({ pair: PAIRS[i % 4], price: PRICES[i % 4], volume: VOLUMES[i % 4], cl_ord_id: `burst-${i}` }),
      ),
    ),
  )
  await house.clock.settle()
  expect((await answers).filter((answer) => answer.ok).length).toBe(200)
  const nonces = (await house.seen('AddOrder')).map(({ nonce }) => Number(nonce))
  expect(nonces).toHaveLength(200)
  expect(nonces).toEqual([...nonces].sort((a, b) => a - b))
  expect(new Set(nonces).size).toBe(200)
})

test('the next call leaves only when the one before it has been answered', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'Balance', fault: 'delay', ms: 3_000 })
  const first = house.call('get_account_balance')
  const second = house.call('get_trade_balance')
  await house.clock.advance(2_000)
  expect(await house.seen('TradeBalance')).toHaveLength(0)
  await house.clock.advance(2_000)
  expect((await first).ok && (await second).ok).toBe(true)
})

test('with an order hanging for 30 s, the cancel of another one is answered within 2 s', async () => {
  const house = anAccount()
  const placed = await house.call('add_order', buy({ cl_ord_id: 'resting' }))
  expect(placed.ok).toBe(true)
  await house.fault({ path: 'AddOrder', fault: 'hang_after_accept', ms: 30_000 })
  const hanging = house.call('add_order', buy({ price: '9000' }))
  await house.clock.settle()
  let answered = false
  const cancelled = house.call('cancel_order', { cl_ord_id: 'resting' }).finally(() => {
    answered = true
  })
  await house.clock.advance(900)
  expect(answered).toBe(false)
  await house.clock.advance(1_100)
  expect(await cancelled).toMatchObject({ ok: true, result: { count: 1 } })
  await house.clock.advance(30_000)
  expect(await hanging).toMatchObject({ ok: true, note: expect.stringContaining('found on the exchange') })
})

test('a cancel waits for its own order in flight, and then cancels it', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'AddOrder', fault: 'delay', ms: 5_000 })
  const placed = house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.clock.settle()
  const cancelled = house.call('cancel_order', { cl_ord_id: 'mine' })
  await house.clock.advance(4_000)
  expect(await house.seen('CancelOrder')).toHaveLength(0)
  await house.clock.advance(2_000)
  expect((await placed).ok).toBe(true)
  expect(await cancelled).toMatchObject({ ok: true, result: { count: 1 } })
})

test('a cancel takes back its own order while it waits, and nothing of it is sent', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'Balance', fault: 'delay', ms: 5_000 })
  const reading = house.call('get_account_balance')
  await house.clock.settle()
  const placed = house.call('add_order', buy({ cl_ord_id: 'mine' }))
  await house.clock.settle()
  const cancelled = await house.call('cancel_order', { cl_ord_id: 'mine' })
  expect(cancelled).toMatchObject({ ok: true, result: { count: 0 } })
  expect(cancelled.ok && cancelled.note).toContain('Not sent')
  expect(await placed).toMatchObject({ ok: false, failure: { code: 'order_withdrawn' } })
  await house.clock.advance(6_000)
  await reading
  expect(await house.seen('AddOrder')).toHaveLength(0)
  expect(await house.seen('CancelOrder')).toHaveLength(0)
})

test('cancelling everything takes back every waiting order first', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'Balance', fault: 'delay', ms: 5_000 })
  const reading = house.call('get_account_balance')
  await house.clock.settle()
  const waiting = [house.call('add_order', buy()), house.call('add_order', buy({ price: '9000' }))]
  await house.clock.settle()
  const cancelled = house.call('cancel_all_orders')
  await house.clock.advance(1_500)
  expect(await cancelled).toMatchObject({ ok: true })
  await house.clock.advance(5_000)
  await reading
  for (const order of waiting) expect(await order).toMatchObject({ failure: { code: 'order_withdrawn' } })
  expect(await house.seen('AddOrder')).toHaveLength(0)
})

test('past 256 waiting calls the next is busy at once, and a stop still goes through', async () => {
  const house = anAccount()
  await house.call('get_api_key_info')
  await house.fault({ path: 'AmendOrder', fault: 'delay', ms: 5_000 })
  const amend = (i: number) =>
    house.call('amend_order', { txid: 'OSEED2-AAAAA-000002', limit_price: String(10_000 + i) })
  const waiting = Array.from({ length: 257 }, (_, i) => amend(i))
  await house.clock.settle()
  expect(await amend(999)).toMatchObject({ ok: false, failure: { kind: 'busy', code: 'queue_full' } })
  const stop = house.call('cancel_all_orders')
  await house.clock.advance(1_500)
  expect(await stop).toMatchObject({ ok: true })
  await house.clock.advance(60_000)
  await Promise.all(waiting)
})

test('a call that waited 20 s for its turn is busy, and was not sent', async () => {
  const house = anAccount({ KRAKEN_TIER: 'pro' })
  await house.call('get_api_key_info')
  await house.fault({ path: 'Withdraw', fault: 'delay', ms: 25_000 })
  const slow = house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.01' })
  await house.clock.settle()
  const order = house.call('add_order', buy())
  await house.clock.advance(20_500)
  expect(await order).toMatchObject({ ok: false, failure: { kind: 'busy', code: 'queue_full' } })
  await house.clock.advance(10_000)
  await slow
  expect(await house.seen('AddOrder')).toHaveLength(0)
})
