import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCcxt } from './a-ccxt.ts'

// The life of an order as ccxt drives and reads it, in the forms that the matching engine was completed with.
const PAIR = 'BTC/USD'

let house: Awaited<ReturnType<typeof aCcxt>>

beforeAll(async () => {
  house = await aCcxt()
  await house.kraken.loadMarkets()
})
afterAll(() => house.close())

const touch = async () => {
  const { bids, asks } = await house.kraken.fetchOrderBook(PAIR, 10)
  const [bid, ask] = [bids[0], asks[0]]
  return { bid: Number(bid?.[0]), ask: Number(ask?.[0]), askVolume: Number(ask?.[1]) }
}

const place = async (
  type: string,
  side: 'buy' | 'sell',
  amount: number,
  price?: number,
  params: Record<string, string | number | boolean> = {},
) => (await house.kraken.createOrder(PAIR, type, side, amount, price, params)).id ?? ''

const read = (id: string) => house.kraken.fetchOrder(id)

const tenths = (price: number) => Math.round(price * 10) / 10

test('a post-only order rests inside the spread, and one that crosses is accepted and then canceled', async () => {
  const { ask } = await touch()
  const rests = await place('limit', 'buy', 0.001, tenths(ask * 0.95), { postOnly: true })
  const crosses = await place('limit', 'buy', 0.001, tenths(ask * 1.01), { postOnly: true })
  expect(await read(rests)).toMatchObject({ status: 'open', postOnly: true, filled: 0 })
  expect(await read(crosses)).toMatchObject({ status: 'canceled', filled: 0 })
  await house.kraken.cancelOrder(rests)
})

test('IOC takes what is there at its price and leaves nothing open', async () => {
  const { ask, askVolume } = await touch()
  const id = await place('limit', 'buy', askVolume + 0.05, ask, { timeInForce: 'IOC' })
  expect(await read(id)).toMatchObject({ status: 'canceled', filled: askVolume, average: ask })
  expect((await house.kraken.fetchOpenOrders(PAIR)).map((order) => order.id)).not.toContain(id)
})

test('FOK fills whole or not at all', async () => {
  await house.pass(60)
  const { ask, askVolume } = await touch()
  const tooMuch = await place('limit', 'buy', askVolume + 0.05, ask, { timeInForce: 'FOK' })
  expect(await read(tooMuch)).toMatchObject({ status: 'canceled', filled: 0 })
  const enough = await place('limit', 'buy', 0.01, ask, { timeInForce: 'FOK' })
  expect(await read(enough)).toMatchObject({ status: 'closed', filled: 0.01 })
})

test('a resting order fills part by part: what is left stays open until the last part', async () => {
  const { bid } = await touch()
  const id = await place('limit', 'buy', 0.03, tenths(bid * 0.9))
  await house.fill(id, '0.01')
  expect(await read(id)).toMatchObject({ status: 'open', filled: 0.01, remaining: 0.02 })
  await house.fill(id, '0.005')
  const trades = (await house.kraken.fetchMyTrades(PAIR)).filter((trade) => trade.order === id)
  expect(trades.map((trade) => [trade.amount, trade.takerOrMaker])).toEqual([
    [0.01, 'maker'],
    [0.005, 'maker'],
  ])
  await house.kraken.cancelOrder(id)
  expect(await read(id)).toMatchObject({ status: 'canceled', filled: 0.015, remaining: 0.015 })
})

test('stops wait for their trigger and then trade at the market', async () => {
  const { bid } = await touch()
  const stop = await place('market', 'sell', 0.01, undefined, { stopLossPrice: tenths(bid * 0.999) })
  const profit = await place('market', 'sell', 0.01, undefined, { takeProfitPrice: tenths(bid * 1.001) })
  expect(await read(stop)).toMatchObject({ status: 'open', stopLossPrice: tenths(bid * 0.999), filled: 0 })
  for (let hour = 0; hour < 12; hour++) await house.pass(3600)
  const orders = [await read(stop), await read(profit)]
  const fired = orders.filter((order) => order.status === 'closed')
  expect(fired.length).toBeGreaterThan(0)
  for (const order of fired) {
    expect(order).toMatchObject({ filled: 0.01, remaining: 0 })
    const limit = order.id === stop ? bid * 0.9995 : bid * 1.0005
    expect(Math.sign(Number(order.average) - limit)).toBe(order.id === stop ? -1 : 1)
  }
})

test('a stop that the market has passed already fires at once, and a stop-limit rests at its limit', async () => {
  const { bid } = await touch()
  const fires = await place('market', 'sell', 0.01, undefined, { stopLossPrice: tenths(bid * 1.05) })
  expect(await read(fires)).toMatchObject({ status: 'closed', filled: 0.01, average: bid })
  const rests = await place('limit', 'sell', 0.01, tenths(bid * 1.02), { stopLossPrice: tenths(bid * 1.05) })
  expect(await read(rests)).toMatchObject({ status: 'open', type: 'limit', price: tenths(bid * 1.02) })
  await house.kraken.cancelOrder(rests)
})

test('a trailing stop follows and is canceled like any other order', async () => {
  const id = await place('market', 'sell', 0.01, undefined, { trailingPercent: '20' })
  expect((await read(id)).info).toMatchObject({ descr: { ordertype: 'trailing-stop', price: '+20.0000%' } })
  await house.kraken.cancelOrder(id)
  expect(await read(id)).toMatchObject({ status: 'canceled', filled: 0 })
})

test('the history of closed orders holds every end, the last closed first', async () => {
  const { ask } = await touch()
  await house.pass(1)
  const filled = await place('limit', 'buy', 0.001, tenths(ask * 1.01))
  await house.pass(1)
  const dropped = await place('limit', 'buy', 0.001, tenths(ask * 0.5))
  await house.kraken.cancelOrder(dropped)
  await house.pass(1)
  const lapsed = await place('limit', 'buy', 0.001, tenths(ask * 0.5), { timeInForce: 'GTD', expiretm: '+5' })
  await house.pass(10)
  const history = await house.kraken.fetchClosedOrders(PAIR)
  const mine = history.filter((order) => [filled, dropped, lapsed].includes(String(order.id)))
  expect(Object.fromEntries(mine.map((order) => [order.id, order.status]))).toEqual({
    [filled]: 'closed',
    [dropped]: 'canceled',
    [lapsed]: 'expired',
  })
})
