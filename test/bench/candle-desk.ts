import type { Desk } from '../../src/desk/desk.ts'
import type { Clock } from '../../src/exchange/clock.ts'
import { createMarket } from '../../src/exchange/market.ts'
import { createClient } from '../../src/kraken/client.ts'
import { candlesOf } from '../domain/indicators/a-market.ts'

const COMMITTED = 720

/** A desk whose Kraken answers candles of one pair: 720 that are over, and one that still runs. Nothing is kept. */
export const aCandleDesk = (): Desk => {
  const bodies = new Map([15, 60, 240, 1_440].map((interval) => [String(interval), ohlc(interval)]))
  const client = createClient({
    fetch: async (url) => {
      const interval = new URL(url).searchParams.get('interval')
      return new Response(interval === null ? PAIRS : bodies.get(interval))
    },
    baseUrl: 'http://127.0.0.1:1',
  })
  let now = 0
  const clock: Clock = { now: () => now, after: () => () => undefined }
  const market = createMarket(client, clock, undefined)
  return {
    principal: { tokenId: 't_bench', name: 'bench', account: 'live', scopes: ['read'] },
    exchange: 'kraken',
    call: (endpoint, params) => {
      now += 600_000
      return market.call(endpoint, params, () => undefined)
    },
    house: async () => ({ result: {} }),
    status: async () => ({ hasKey: false, warnings: [], problems: [] }),
    now: clock.now,
  }
}

const ohlc = (interval: number): string => {
  const candles = candlesOf({
    bars: COMMITTED + 1,
    price: 40_000,
    move: 0.01,
    every: interval * 60,
    seed: interval,
  })
  const price = (value: number) => value.toFixed(1)
  const rows = candles.map(({ time, open, high, low, close, volume, count }) => [
    time,
    price(open),
    price(high),
    price(low),
    price(close),
    price(close),
    volume.toFixed(8),
    count,
  ])
  return JSON.stringify({ error: [], result: { XXBTZUSD: rows, last: candles.at(-2)?.time } })
}

const PAIRS = JSON.stringify({
  error: [],
  result: {
    XXBTZUSD: {
      altname: 'XBTUSD',
      wsname: 'XBT/USD',
      base: 'XXBT',
      quote: 'ZUSD',
      pair_decimals: 1,
      lot_decimals: 8,
      cost_decimals: 5,
      tick_size: '0.1',
      ordermin: '0.00005',
      costmin: '0.5',
      status: 'online',
    },
  },
})
