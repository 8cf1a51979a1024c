import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { Answer } from '../../../src/exchange/port.ts'
import { command } from '../../support/owner.ts'
import { aDesk, buy, passedAmong, type RailedHouse, reasonsOf } from './a-desk.ts'

// Each of these once got more than the mandate gives.

const sell = (extra: Record<string, unknown> = {}) => buy({ type: 'sell', ...extra })
const market = (extra: Record<string, unknown> = {}) =>
  buy({ ordertype: 'market', price: undefined, ...extra })

const FAR: Mandate = { priceCollarPercent: 'none' }

const reconcile = async (house: RailedHouse) => {
  await house.clock.advance(60_000)
  await house.account.job('reconcile', Math.floor(house.clock.now() / 60_000) * 60_000)
}

const inTurn = async (times: number, call: (at: number) => Promise<Answer>) => {
  const answers: Answer[] = []
  for (let at = 0; at < times; at++) answers.push(await call(at))
  return answers
}

// Amended below its fills an order counted as less than nothing until the next look.
test('an order amended to less than it has filled makes room for nothing', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxDayNotional: '100' } } })
  await house.call('add_order', buy({ cl_ord_id: 'a', volume: '0.009' }))
  await house.turn('fill', { cl_ord_id: 'a', volume: '0.008' })
  expect(await house.call('amend_order', { cl_ord_id: 'a', order_qty: '0.001' })).toMatchObject({ ok: true })
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'b', volume: '0.0021' })))).toEqual([
    'max_day_notional',
  ])
  expect(await house.call('add_order', buy({ cl_ord_id: 'c', volume: '0.002' }))).toMatchObject({ ok: true })
})

// "Volume 0" closed the position and counted as 0 while it worked, so that another closer flipped it.
test('a close of everything leaves nothing for another order to close', async () => {
  const house = aDesk({ t_test: { mandate: { maxLeverage: 5, maxDayNotional: '1100' } } })
  expect(await house.call('add_order', market({ leverage: '2', volume: '0.01' }))).toMatchObject({ ok: true })
  const { bid } = await house.touch()
  const exit = (volume: string, factor: number) =>
    sell({ leverage: '2', volume, price: String(Math.round(bid * factor)), cl_ord_id: `x${volume}` })
  expect(await house.call('add_order', exit('0', 1.01))).toMatchObject({ ok: true })
  expect(reasonsOf(await house.call('add_order', exit('0.01', 1.02)))).toContain('max_day_notional')
})

// Kraken opens a close by itself: until a look showed it, and even after, it was nobody's working sale.
test('the coins that a conditional close sells are not sold a second time', async () => {
  const house = aDesk({ t_test: { mandate: { maxDayNotional: '2100' } } })
  const { bid } = await house.touch()
  const dear = (factor: number) => String(Math.round(bid * factor))
  const close = { ordertype: 'limit', price: dear(1.04) }
  expect(await house.call('add_order', market({ close, volume: '0.01' }))).toMatchObject({ ok: true })
  const again = (name: string) =>
    house.call('add_order', sell({ volume: '0.01', price: dear(1.02), cl_ord_id: name }))
  expect(reasonsOf(await again('a'))).toContain('max_day_notional')
  await reconcile(house)
  expect(reasonsOf(await again('b'))).toContain('max_day_notional')
})

test('a close that was cancelled before anybody saw it is waited for no longer', async () => {
  const house = aDesk({ t_test: { mandate: { maxDayNotional: '2100' } } })
  const { bid } = await house.touch()
  const close = { ordertype: 'limit', price: String(Math.round(bid * 1.04)) }
  await house.call('add_order', market({ close, volume: '0.01' }))
  await house.call('cancel_all_orders', {}, 'owner')
  await reconcile(house)
  await reconcile(house)
  const sale = sell({ volume: '0.01', price: String(Math.round(bid * 1.02)) })
  expect(await house.call('add_order', sale)).toMatchObject({ ok: true })
})

test('a close counts among what the token has open from the moment its parent is placed', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOpenOrders: 3 } } })
  const close = { ordertype: 'limit', price: '+5%' }
  await house.call('add_order', buy({ close }))
  expect(await house.call('add_order', buy({ cl_ord_id: 'b' }))).toMatchObject({ ok: true })
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'c' })))).toContain('max_open_orders')
})

// A stranger's order that had not traded had no pair that the rules could read, and kept its first size for ever.
test('what was placed elsewhere counts for the owner’s limits as it stands now', async () => {
  const vars = { OWNER_LIMITS: '{"maxDayNotional":"100"}' }
  const house = aDesk({ t_test: { mandate: FAR } }, vars)
  await reconcile(house)
  // The emulator's own order counts 10.
  await house.turn('foreign', { order: buy({ volume: '0.008', cl_ord_id: 'strange' }) })
  await reconcile(house)
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'a', volume: '0.0011' })))).toEqual([
    'max_day_notional',
  ])
  expect(await house.call('add_order', buy({ cl_ord_id: 'b', volume: '0.001' }))).toMatchObject({ ok: true })
})

// One raised the volume and one the price, each judged on the order as it was read: together they passed the cap.
test('two amends of one order at once are judged together', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOrderNotional: '20' } } })
  await house.call('add_order', buy({ cl_ord_id: 'a' }))
  const answers = await Promise.all([
    house.call('amend_order', { cl_ord_id: 'a', order_qty: '0.002' }),
    house.call('amend_order', { cl_ord_id: 'a', limit_price: '20000' }),
  ])
  expect(passedAmong(answers)).toBe(1)
})

// Orders of more than an hour ago were forgiven, and then amended to any size, one after the other.
test('an old order that is amended counts again among what was placed unapproved', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, approval: { above: '500' } } } })
  await inTurn(3, (at) => house.call('add_order', buy({ cl_ord_id: `n${at}` })))
  await house.clock.advance(61 * 60_000)
  const answers = await inTurn(3, (at) =>
    house.call('amend_order', { cl_ord_id: `n${at}`, order_qty: '0.0499' }),
  )
  expect(passedAmong(answers)).toBe(1)
})

// What an amend added to another's order counted for that one alone: each could grow to the whole of the day.
test('who may amend others’ orders makes them smaller and never larger', async () => {
  const mandate: Mandate = { ...FAR, orders: 'account', maxDayNotional: '100' }
  const house = aDesk({ t_test: { mandate }, t_other: { mandate: FAR } })
  await house.call('add_order', buy({ cl_ord_id: 'theirs' }), 't_other')
  const amend = (order_qty: string) => house.call('amend_order', { cl_ord_id: 'theirs', order_qty })
  expect(reasonsOf(await amend('0.002'))).toEqual(['foreign_order'])
  expect(await amend('0.0005')).toMatchObject({ ok: true })
})

// Waiting for a trigger was taken for protection, so that an entry rested for ever.
test('an entry that waits for a trigger gets an end, and what guards a fill that nobody has seen yet gets none', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOrderLife: '15m' } } })
  const { ask } = await house.touch()
  const at = (factor: number) => String(Math.round(ask * factor))
  await house.call('add_order', buy({ ordertype: 'stop-loss-limit', price: at(1.1), price2: at(1.11) }))
  await house.call('add_order', market())
  await house.call('add_order', sell({ ordertype: 'stop-loss', price: at(0.9) }))
  const ends = (await house.seen('AddOrder')).map(({ params }) => params.expiretm)
  expect(ends).toEqual(['+900', undefined, undefined])
})

// A market order of later was an IOC limit at the edge of today's market.
test('an order that trades as soon as it starts starts now', async () => {
  const house = aDesk({ t_test: { mandate: {} } })
  expect(reasonsOf(await house.call('add_order', market({ starttm: '+3600' })))).toEqual(['starts_later'])
})

// A one-sided book has no collar; what was to leave as an IOC limit left as a bare market order.
test('into a book that has no other side a reduction leaves as a limit around the last price', async () => {
  const house = aDesk({ t_test: { mandate: { maxDayNotional: '5000' } } })
  await house.call('add_order', market({ volume: '0.002' }))
  house.garble('Depth', { error: [], result: { XXBTZUSD: { bids: [], asks: [['95000', '1', 1]] } } })
  expect(await house.call('add_order', market({ type: 'sell', volume: '0.001' }))).toMatchObject({ ok: true })
  expect((await house.seen('AddOrder')).at(-1)?.params).toMatchObject({
    ordertype: 'limit',
    timeinforce: 'IOC',
  })
})

// A reading of a minute ago had not asked for the level, and none was taken for a document without one.
test('a margin level that is limited from now on is read before the next order', async () => {
  const house = aDesk({ t_test: { mandate: { maxLeverage: 5, maxDayLoss: '5000' } } })
  expect(await house.call('add_order', market({ leverage: '2', volume: '0.01' }))).toMatchObject({ ok: true })
  await house.clock.advance(11_000)
  expect(await house.call('add_order', buy({ cl_ord_id: 'a' }))).toMatchObject({ ok: true })
  await house.clock.advance(11_000)
  await command(house, 'set-limits', { limits: { minMarginLevelPercent: '9999999' } })
  expect(reasonsOf(await house.call('add_order', buy({ cl_ord_id: 'b' })))).toEqual(['min_margin_level'])
})
