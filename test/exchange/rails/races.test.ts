import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { Answer } from '../../../src/exchange/port.ts'
import { aDesk, atOnce, buy, passedAmong, type RailedHouse, reasonsOf } from './a-desk.ts'

// A hundred calls at once at the edge of each cap: exactly what fits gets through, and the others hear why.

const FAR: Mandate = { priceCollarPercent: 'none' }

/** Lets a hundred calls run against each other, and time pass until all are answered. */
const race = async (house: RailedHouse, call: (at: number) => Promise<Answer>) => {
  const answers = atOnce(100, call)
  await house.clock.advance(18_000)
  return answers
}

const ofOrders = (house: RailedHouse, order: (at: number) => Record<string, unknown>) =>
  race(house, (at) => house.call('add_order', buy({ cl_ord_id: `n${at}`, ...order(at) })))

/** Each of these caps lets so many of a hundred orders of 0.001 BTC at 10,000 USD through, and gives this reason to the rest. */
const CAPS: readonly (readonly [string, Mandate, number, string])[] = [
  ['the day’s notional', { maxDayNotional: '105' }, 10, 'max_day_notional'],
  ['the day’s notional to the cent', { maxDayNotional: '100' }, 10, 'max_day_notional'],
  ['open orders', { maxOpenOrders: 7 }, 7, 'max_open_orders'],
  ['open orders on a pair', { maxOpenOrdersPerPair: 3 }, 3, 'max_open_orders_per_pair'],
  ['orders a minute', { ordersPerMinute: 9 }, 9, 'orders_per_minute'],
  // Twenty of the rest wait for the owner, and more than that nobody is asked.
  ['what may be placed without asking', { approval: { above: '50' } }, 5, 'approvals_full'],
]

for (const [name, mandate, fit, code] of CAPS)
  test(`${name}: ${fit} of a hundred orders at once`, async () => {
    const house = aDesk({ t_test: { mandate: { ...FAR, ...mandate } } })
    const answers = await ofOrders(house, () => ({}))
    expect(passedAmong(answers)).toBe(fit)
    expect(new Set(answers.flatMap(reasonsOf))).toEqual(new Set([code]))
    expect(await house.seen('AddOrder')).toHaveLength(fit)
  })

test('an order’s notional: of a hundred at once those pass that are not over it', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxOrderNotional: '10' } } })
  const answers = await ofOrders(house, (at) => (at % 2 === 0 ? {} : { price: '10000.1' }))
  expect(answers.map(({ ok }) => ok)).toEqual(Array.from({ length: 100 }, (_, at) => at % 2 === 0))
})

test('exposure: so many of a hundred buys as the asset’s cap has room for at the market’s price', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxExposurePerAsset: { BTC: '500' } } } })
  const { bid, ask } = await house.touch()
  const answers = await ofOrders(house, () => ({}))
  expect(passedAmong(answers)).toBe(Math.floor(500 / (((bid + ask) / 2) * 0.001)))
  expect(new Set(answers.flatMap(reasonsOf))).toEqual(new Set(['max_exposure_per_asset']))
})

test('a position: so many of a hundred margin orders as its cap has room for', async () => {
  const mandate = { ...FAR, maxLeverage: 5, maxPositionNotional: { 'BTC/USD': '500' } }
  const house = aDesk({ t_test: { mandate } })
  const answers = await ofOrders(house, () => ({ leverage: '2' }))
  // Working orders count at their own worst price: ten dollars each.
  expect(passedAmong(answers)).toBe(50)
})

test('exposure in all: so many of a hundred buys of two assets as there is room for', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxExposure: '500' } } })
  const answers = await ofOrders(house, (at) =>
    at % 2 === 0 ? {} : { pair: 'ETHUSD', volume: '0.03', price: '300' },
  )
  const usage = await house.call('get_mandate')
  const [{ used }] = Object(usage.ok && usage.result).left
  expect(Number(used)).toBeLessThanOrEqual(500)
  expect(Number(used)).toBeGreaterThan(380)
  expect(passedAmong(answers)).toBeLessThan(10)
  expect(new Set(answers.flatMap(reasonsOf))).toEqual(new Set(['max_exposure']))
})

test('positions: of a hundred margin orders on three pairs at once those on as many as may be open', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, maxLeverage: 5, maxOpenPositions: 2 } } })
  const markets = [{}, { pair: 'ETHUSD', volume: '0.03', price: '300' }, { pair: 'XBTUSDT' }]
  const answers = await ofOrders(house, (at) => ({ ...markets[at % 3], leverage: '2' }))
  const sent = await house.seen('AddOrder')
  expect(new Set(sent.map(({ params }) => params.pair)).size).toBe(2)
  expect(new Set(answers.flatMap(reasonsOf))).toContain('max_open_positions')
})

test('the margin level: a hundred margin orders at once do not press it below its limit', async () => {
  const mandate: Mandate = { ...FAR, maxLeverage: 5, minMarginLevelPercent: '40000' }
  const house = aDesk({ t_test: { mandate } })
  const answers = await ofOrders(house, () => ({ volume: '0.01', leverage: '2' }))
  const balance = await house.call('get_trade_balance')
  const { e } = Object(balance.ok && balance.result)
  // Each takes fifty dollars of margin.
  expect(passedAmong(answers)).toBe(Math.floor(Number(e) / 400 / 50))
  expect(new Set(answers.flatMap(reasonsOf))).toEqual(new Set(['min_margin_level']))
})

test('inventory: a hundred sales at once sell no more as a reduction than was bought', async () => {
  const { bid } = await aDesk({}).touch()
  const house = aDesk({ t_test: { mandate: { maxDayNotional: String(Math.ceil(bid * 0.0106)) } } })
  expect(
    await house.call('add_order', buy({ ordertype: 'market', price: undefined, volume: '0.01' })),
  ).toMatchObject({
    ok: true,
  })
  const answers = await ofOrders(house, () => ({ type: 'sell', price: String(Math.round(bid * 1.01)) }))
  expect(passedAmong(answers)).toBe(10)
})

test('withdrawals: a day’s amount is not passed, however many ask at once', async () => {
  const key = {
    key: 'cold',
    asset: 'BTC',
    address: 'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh',
    maxDayAmount: '0.05',
  }
  const house = aDesk({ t_test: { mandate: { withdrawalKeys: [key] } } })
  const withdraw = () => house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '0.01' })
  const first = await race(house, withdraw)
  const answers = [...first]
  for (let at = 0; at < 10; at++) answers.push(await withdraw())
  expect(passedAmong(first)).toBeGreaterThan(0)
  expect(passedAmong(answers)).toBe(5)
})

test('what may be placed without asking: five of a hundred orders at once, and the others wait for the owner', async () => {
  const house = aDesk({ t_test: { mandate: { ...FAR, approval: { above: '50' } } } })
  const answers = await ofOrders(house, () => ({}))
  expect(await house.seen('AddOrder')).toHaveLength(5)
  const placed = answers.filter((answer) => answer.ok && 'txid' in Object(answer.result))
  expect(placed).toHaveLength(5)
})
