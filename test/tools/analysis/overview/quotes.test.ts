import { expect, test } from 'vitest'
import { listingsOf } from '../../../../src/tools/analysis/overview/listing.ts'
import {
  changePercent,
  quotesOf,
  quoteVolume,
  usdVolume,
} from '../../../../src/tools/analysis/overview/quote.ts'
import { rowOf } from '../../../../src/tools/analysis/overview/row.ts'
import { SORTS, type Sort, sorted } from '../../../../src/tools/analysis/overview/sort.ts'

const pair = (altname: string, wsname: string, quote: string, rest: object = {}) => ({
  altname,
  wsname,
  base: wsname.split('/')[0],
  quote,
  leverage_buy: [],
  leverage_sell: [],
  status: 'online',
  ...rest,
})

const PAIRS = {
  XXBTZUSD: pair('XBTUSD', 'XBT/USD', 'ZUSD', { leverage_buy: [2, 3, 10], leverage_sell: [2, 5] }),
  USDTZUSD: pair('USDTUSD', 'USDT/USD', 'ZUSD'),
  SOLUSDT: pair('SOLUSDT', 'SOL/USDT', 'USDT', { status: 'post_only' }),
  USDJPY: pair('USDJPY', 'USD/JPY', 'JPY'),
  XXBTZJPY: pair('XBTJPY', 'XBT/JPY', 'ZJPY'),
  NEWZUSD: pair('NEWUSD', 'NEW/USD', 'ZUSD', { status: 'cancel_only' }),
}

/** A ticker row: what is of today first, of the last 24 hours second. */
const ticker = (last: string, open: string, vwap: string, volume: string, trades: number) => ({
  a: ['101.00', '1', '1.000'],
  b: ['99.00', '1', '1.000'],
  c: [last, '0.1'],
  v: ['1.0', volume],
  p: ['1.0', vwap],
  t: [1, trades],
  l: ['1.0', '80.0'],
  h: ['1.0', '120.0'],
  o: open,
})

const TICKER = {
  XXBTZUSD: ticker('110.0', '100.0', '105.0', '20', 500),
  USDTZUSD: ticker('0.5', '1.0', '0.6', '1000', 900),
  SOLUSDT: ticker('30.0', '30.0', '25.0', '200', 50),
  USDJPY: ticker('200.0', '160.0', '180.0', '3', 10),
  XXBTZJPY: ticker('20000', '20000', '20000', '1', 0),
}

const quotes = quotesOf(listingsOf(PAIRS), TICKER)
const quoteOf = (name: string) =>
  quotes.find(({ listing }) => listing.pair === name) ?? expect.fail(`no ${name}`)

test('a pair has Kraken’s own prices, and change, range and spread in percent', () => {
  expect(rowOf(quoteOf('BTC/USD'), { maker: '0.10', taker: '0.20' }, false)).toEqual({
    pair: 'BTC/USD',
    base: 'BTC',
    quote: 'USD',
    status: 'online',
    price: '110.0',
    open: '100.0',
    vwap: '105.0',
    low: '80.0',
    high: '120.0',
    bid: '99.00',
    ask: '101.00',
    volume: '20',
    change_percent: 10,
    range_percent: 50,
    spread_percent: 2,
    volume_quote: 2100,
    volume_usd: 2100,
    trades: 500,
    max_leverage: 10,
    maker_fee: '0.10',
    taker_fee: '0.20',
    fee_assumed: undefined,
  })
})

test('a volume is worth in USD what its quote currency last traded at, either way round', () => {
  expect(quoteVolume(quoteOf('SOL/USDT'))).toBe(5000)
  expect(usdVolume(quoteOf('SOL/USDT'))).toBe(2500)
  expect(quoteVolume(quoteOf('BTC/JPY'))).toBe(20000)
  expect(usdVolume(quoteOf('BTC/JPY'))).toBe(100)
})

test('a pair that the ticker lacks is told with what is known', () => {
  const row = rowOf(quoteOf('NEW/USD'), { maker: '0.25', taker: '0.40' }, true)
  expect(JSON.parse(JSON.stringify(row))).toEqual({
    pair: 'NEW/USD',
    base: 'NEW',
    quote: 'USD',
    status: 'cancel_only',
    max_leverage: 1,
    maker_fee: '0.25',
    taker_fee: '0.40',
    fee_assumed: true,
  })
})

test('a pair that has not opened yet has no change', () => {
  const [quote] = quotesOf(listingsOf({ XXBTZUSD: PAIRS.XXBTZUSD }), {
    XXBTZUSD: ticker('110.0', '0.0', '0.0', '0', 0),
  })
  expect(quote && changePercent(quote)).toBeNaN()
})

test('what is no table of pairs and no ticker holds nothing', () => {
  expect(quotesOf(listingsOf(undefined), undefined)).toEqual([])
  expect(listingsOf({ X: 1, Y: [] })).toEqual([])
  expect(quotesOf(listingsOf({ XXBTZUSD: PAIRS.XXBTZUSD }), { XXBTZUSD: { c: 'x', t: 1 } })).toHaveLength(1)
})

const ORDERS: Readonly<Record<Sort, readonly string[]>> = {
  volume: ['SOL/USDT', 'BTC/USD', 'USDT/USD', 'BTC/JPY', 'USD/JPY', 'NEW/USD'],
  gainers: ['USD/JPY', 'BTC/USD', 'BTC/JPY', 'SOL/USDT', 'USDT/USD', 'NEW/USD'],
  losers: ['USDT/USD', 'BTC/JPY', 'SOL/USDT', 'BTC/USD', 'USD/JPY', 'NEW/USD'],
  trades: ['USDT/USD', 'BTC/USD', 'SOL/USDT', 'USD/JPY', 'BTC/JPY', 'NEW/USD'],
  range: ['BTC/JPY', 'BTC/USD', 'SOL/USDT', 'USD/JPY', 'USDT/USD', 'NEW/USD'],
  spread: ['BTC/JPY', 'BTC/USD', 'SOL/USDT', 'USD/JPY', 'USDT/USD', 'NEW/USD'],
  pair: ['BTC/JPY', 'BTC/USD', 'NEW/USD', 'SOL/USDT', 'USD/JPY', 'USDT/USD'],
}

test.each(SORTS)('pairs are sorted by %s, and those that cannot be come last', (sort) => {
  expect(sorted(quotes, sort).map(({ listing }) => listing.pair)).toEqual(ORDERS[sort])
})
