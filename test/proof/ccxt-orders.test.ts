import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCcxt } from './a-ccxt.ts'

const PAIR = 'BTC/USD'

let house: Awaited<ReturnType<typeof aCcxt>>

beforeAll(async () => {
  house = await aCcxt()
  await house.kraken.loadMarkets()
})
afterAll(() => house.close())

const balanceOf = async (asset: 'BTC' | 'USD') => {
  const held = (await house.kraken.fetchBalance())[asset]
  return { total: Number(held?.total), used: Number(held?.used) }
}

const lowPrice = async () => Math.round(Number((await house.kraken.fetchTicker(PAIR)).bid) * 0.9)

const placeResting = async () => {
  const price = await lowPrice()
  const { id = '' } = await house.kraken.createOrder(PAIR, 'limit', 'buy', 0.001, price)
  return { id, price }
}

test('ccxt places a limit order, which rests, holds its funds and is found', async () => {
  const { kraken } = house
  const before = await balanceOf('USD')
  const { id, price } = await placeResting()
  const order = {
    id,
    symbol: PAIR,
    side: 'buy',
    type: 'limit',
    price,
    amount: 0.001,
    filled: 0,
    status: 'open',
  }

  expect(await kraken.fetchOrder(id)).toMatchObject(order)
  expect(await kraken.fetchOpenOrders(PAIR)).toContainEqual(expect.objectContaining(order))
  expect((await balanceOf('USD')).used - before.used).toBeGreaterThanOrEqual(price * 0.001 - 0.01)
})

test('ccxt cancels a limit order, which frees its funds', async () => {
  const { kraken } = house
  const before = await balanceOf('USD')
  const { id } = await placeResting()
  await kraken.cancelOrder(id)

  expect(await kraken.fetchOrder(id)).toMatchObject({ id, status: 'canceled', filled: 0 })
  expect((await kraken.fetchOpenOrders(PAIR)).map((order) => order.id)).not.toContain(id)
  expect((await kraken.fetchClosedOrders(PAIR)).map((order) => order.id)).toContain(id)
  expect(await balanceOf('USD')).toEqual(before)
})

test('ccxt buys at market: closed order, trades and balances tell the same story', async () => {
  const { kraken } = house
  const [bitcoins, dollars] = [await balanceOf('BTC'), await balanceOf('USD')]
  const { id } = await kraken.createOrder(PAIR, 'market', 'buy', 0.002)

  const closed = (await kraken.fetchClosedOrders(PAIR)).find((order) => order.id === id)
  expect(closed).toMatchObject({ status: 'closed', type: 'market', filled: 0.002, remaining: 0 })
  const trades = (await kraken.fetchMyTrades(PAIR)).filter((trade) => trade.order === id)
  const bought = trades.reduce((sum, { amount }) => sum + Number(amount), 0)
  const paid = trades.reduce((sum, { cost, fee }) => sum + Number(cost) + Number(fee?.cost), 0)

  expect(bought).toBeCloseTo(0.002, 8)
  expect(paid).toBeCloseTo(Number(closed?.cost) + Number(closed?.fee?.cost), 4)
  expect((await balanceOf('BTC')).total).toBeCloseTo(bitcoins.total + 0.002, 8)
  expect((await balanceOf('USD')).total).toBeCloseTo(dollars.total - paid, 4)
})

test('ccxt knows the refusals for what they are', async () => {
  const { kraken } = house
  const price = await lowPrice()
  const buy = (amount: number) => kraken.createOrder(PAIR, 'limit', 'buy', amount, price)

  await expect(buy(1_000_000)).rejects.toMatchObject({ name: 'InsufficientFunds' })
  await expect(buy(0.00001)).rejects.toMatchObject({ name: 'InvalidOrder' })
  await expect(kraken.cancelOrder('OAAAAA-AAAAA-AAAAAA')).rejects.toMatchObject({ name: 'OrderNotFound' })
})
