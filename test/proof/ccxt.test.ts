import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCcxt } from './a-ccxt.ts'

// ccxt signs, spells and reads Kraken's API without a line of ours: what it accepts is Kraken's own form.
const PAIR = 'BTC/USD'
const MINUTE_MS = 60_000

let house: Awaited<ReturnType<typeof aCcxt>>

beforeAll(async () => {
  house = await aCcxt()
  await house.kraken.loadMarkets()
})
afterAll(() => house.close())

test('ccxt loads the markets, with the names, ticks and minimums of Kraken', () => {
  const { kraken } = house
  expect(kraken.symbols.length).toBeGreaterThanOrEqual(12)
  expect(kraken.market(PAIR)).toMatchObject({
    id: 'XXBTZUSD',
    base: 'BTC',
    quote: 'USD',
    active: true,
    precision: { amount: 1e-8, price: 0.1 },
    limits: { amount: { min: 0.00005 }, cost: { min: 0.5 } },
  })
})

test('ccxt reads one market: ticker, book, trades and candles agree', async () => {
  const { kraken } = house
  const ticker = await kraken.fetchTicker(PAIR)
  const book = await kraken.fetchOrderBook(PAIR, 5)
  const trades = await kraken.fetchTrades(PAIR)
  const candles = await kraken.fetchOHLCV(PAIR, '1m')

  expect(ticker.bid).toBeLessThan(Number(ticker.ask))
  expect([book.bids[0]?.[0], book.asks[0]?.[0]]).toEqual([ticker.bid, ticker.ask])
  expect([book.bids.length, book.asks.length]).toEqual([5, 5])
  expect(trades.at(-1)?.price).toBe(ticker.last)
  expect(candles.at(-1)?.[4]).toBe(ticker.last)
  expect(Number(candles.at(-1)?.[0]) - Number(candles.at(-2)?.[0])).toBe(MINUTE_MS)
})

test('ccxt signs for the balance and reads it', async () => {
  expect(await house.kraken.fetchBalance()).toMatchObject({
    USD: { free: expect.any(Number), used: expect.any(Number), total: expect.any(Number) },
    BTC: { free: expect.any(Number), used: expect.any(Number), total: expect.any(Number) },
  })
})

test('a signature made with another secret is refused', async () => {
  const forger = house.connect({ apiKey: house.key, secret: btoa('some other secret') })
  await expect(forger.fetchBalance()).rejects.toThrow('EAPI:Invalid signature')
})
