import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, sum } from '../../src/domain/money.ts'
import { LISTINGS } from '../../src/emulator/market/pairs.ts'
import { aKraken } from './a-kraken.ts'

type Row = readonly (string | number)[]

const MINUTE = 60
const pairs = fc.constantFrom(...LISTINGS.map(({ key }) => key))
const times = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2028, 0, 1) })
const seeds = fc.constantFrom('test', 'another')

/** An emulator at a moment, asked about one pair. */
const at = (seed: string, now: number, key: string) => {
  const kraken = aKraken({ seed, now: () => now })
  const listed = async (path: string) => {
    const { result } = await kraken.public(path)
    return result as Record<string, Row[]> & { last: number | string }
  }
  return {
    ticker: async () => {
      const { result } = await kraken.public(`Ticker?pair=${key}`)
      return (result as Record<string, Record<string, Row>>)[key] ?? {}
    },
    candles: async (interval: number) => (await listed(`OHLC?pair=${key}&interval=${interval}`))[key] ?? [],
    trades: async (count = 1000) => (await listed(`Trades?pair=${key}&count=${count}`))[key] ?? [],
    tradesSince: async (since: string) => listed(`Trades?pair=${key}&since=${since}&count=100`),
    spreads: async () => (await listed(`Spread?pair=${key}`))[key] ?? [],
    book: async (count = 500) => {
      const { result } = await kraken.public(`Depth?pair=${key}&count=${count}`)
      return (result as Record<string, { asks: Row[]; bids: Row[] }>)[key] ?? { asks: [], bids: [] }
    },
  }
}

const text = (value: unknown) => String(value)
const same = (a: unknown, b: unknown) => compare(text(a), text(b)) === 0
const highest = (values: readonly unknown[]) =>
  values.map(text).reduce((a, b) => (compare(a, b) >= 0 ? a : b))
const lowest = (values: readonly unknown[]) => values.map(text).reduce((a, b) => (compare(a, b) <= 0 ? a : b))
const column = (rows: readonly Row[], index: number) => rows.map((row) => row[index])

const law = (
  check: (market: ReturnType<typeof at>, now: number, key: string) => Promise<void>,
  numRuns = 30,
) =>
  fc.assert(
    fc.asyncProperty(seeds, times, pairs, (seed, now, key) => check(at(seed, now, key), now, key)),
    { numRuns },
  )

describe('at every moment', () => {
  test('the last trade is the ticker’s c and the running candle’s close', () =>
    law(async (market) => {
      const [ticker, [print], candles] = await Promise.all([
        market.ticker(),
        market.trades(1),
        market.candles(1),
      ])
      expect(ticker.c?.[0]).toBe(print?.[0])
      expect(ticker.c?.[1]).toBe(print?.[1])
      expect(same(candles.at(-1)?.[4], print?.[0])).toBe(true)
    }))

  test('the best bid and ask are the ticker’s and the last spread’s, and do not cross', () =>
    law(async (market) => {
      const [ticker, book, spreads] = await Promise.all([market.ticker(), market.book(), market.spreads()])
      expect([ticker.b?.[0], ticker.a?.[0]]).toEqual([book.bids[0]?.[0], book.asks[0]?.[0]])
      expect(spreads.at(-1)?.slice(1)).toEqual([book.bids[0]?.[0], book.asks[0]?.[0]])
      expect(compare(text(book.bids[0]?.[0]), text(book.asks[0]?.[0]))).toBe(-1)
    }))

  test('the book is sorted, with no price twice', () =>
    law(async (market) => {
      const { bids, asks } = await market.book()
      for (const [levels, order] of [
        [bids, 1],
        [asks, -1],
      ] as const)
        for (const [index, level] of levels.slice(1).entries())
          expect(compare(text(levels[index]?.[0]), text(level[0]))).toBe(order)
    }, 10))

  test('a minute’s candle is made of its prints', () =>
    law(async (market) => {
      const [prints, candles] = await Promise.all([market.trades(), market.candles(1)])
      const opening = Number(prints[0]?.[2])
      for (const [time, open, high, low, close, , volume, count] of candles.slice(-60)) {
        const inside = prints.filter((print) => Math.floor(Number(print[2]) / MINUTE) * MINUTE === time)
        if (Number(time) <= opening || inside.length === 0) continue
        const prices = column(inside, 0)
        expect(inside.length).toBe(count)
        expect([same(prices[0], open), same(prices.at(-1), close)]).toEqual([true, true])
        expect([same(highest(prices), high), same(lowest(prices), low)]).toEqual([true, true])
        expect(same(sum(column(inside, 1).map(text)), volume)).toBe(true)
      }
    }, 10))

  test.each([
    [5, 8],
    [15, 8],
    [30, 5],
    [60, 5],
    [240, 2],
  ])('a candle of %i minutes is the sum of its minutes', (interval, runs) =>
    law(async (market) => {
      const [minutes, candles] = await Promise.all([market.candles(1), market.candles(interval)])
      for (const candle of candles.slice(-3)) {
        const from = Number(candle[0])
        if (from < Number(minutes[0]?.[0])) continue
        expectSum(
          candle,
          minutes.filter(([time]) => Number(time) >= from && Number(time) < from + interval * MINUTE),
        )
      }
    }, runs),
  )

  test.each([
    [1_440, 60],
    [10_080, 1_440],
    [21_600, 1_440],
  ])('a candle of %i minutes is the sum of those of %i', (large, small) =>
    law(async (market) => {
      const [rows, candles] = await Promise.all([market.candles(small), market.candles(large)])
      for (const candle of candles.slice(-3)) {
        const from = Number(candle[0])
        if (from < Number(rows[0]?.[0])) continue
        expectSum(
          candle,
          rows.filter(([time]) => Number(time) >= from && Number(time) < from + large * MINUTE),
        )
      }
    }, 2),
  )

  test('today’s open, high, low, volume and count are the daily candle’s', () =>
    law(async (market) => {
      const [ticker, days] = await Promise.all([market.ticker(), market.candles(1_440)])
      const [, open, high, low, , , volume, count] = days.at(-1) ?? []
      expect([same(ticker.o, open), same(ticker.h?.[0], high), same(ticker.l?.[0], low)]).toEqual([
        true,
        true,
        true,
      ])
      expect([same(ticker.v?.[0], volume), ticker.t?.[0]]).toEqual([true, count])
    }, 2))

  test('the ticker’s last 24 hours are the running minute and the 1,439 before it', () =>
    law(async (_, now, key) => {
      const running = now - (now % 60_000)
      // Two tapes of 720 minutes make the day: the later one, and the one that ended half a day ago.
      const earlier = at('test', running - 719 * 60_000 - 1, key)
      const later = at('test', now, key)
      const [ticker, first, second] = await Promise.all([
        later.ticker(),
        earlier.candles(1),
        later.candles(1),
      ])
      const rows = [...first.slice(-720), ...second.slice(-720)]
      expect(column(rows, 0).every((time, index) => time === running / 1000 - (1439 - index) * MINUTE)).toBe(
        true,
      )
      expect(same(ticker.v?.[1], sum(column(rows, 6).map(text)))).toBe(true)
      expect(same(ticker.h?.[1], highest(column(rows, 2)))).toBe(true)
      expect(same(ticker.l?.[1], lowest(column(rows, 3)))).toBe(true)
      expect(ticker.t?.[1]).toBe(column(rows, 7).reduce<number>((total, count) => total + Number(count), 0))
    }, 10))

  test('what has happened does not change as time goes on', () =>
    law(async (_, now, key) => {
      const later = at('test', now + 7 * 60_000, key)
      const earlier = at('test', now, key)
      const [before, after] = await Promise.all([earlier.candles(1), later.candles(1)])
      const committed = new Map(before.slice(0, -1).map((row) => [row[0], row]))
      const again = after.filter(([time]) => committed.has(time))
      expect(again.length).toBe(713)
      expect(again).toEqual(again.map(([time]) => committed.get(time)))
    }, 10))

  test('trades paged by `last` come once each and in order', () =>
    law(async (market, now) => {
      const ids: number[] = []
      let since = `${BigInt(Math.floor(now) - 3_600_000) * 1_000_000n}`
      for (let page = 0; page < 20; page++) {
        const answer = await market.tradesSince(since)
        const rows = Object.values(answer).find((value): value is Row[] => Array.isArray(value)) ?? []
        if (rows.length === 0) break
        ids.push(...rows.map((row) => Number(row[6])))
        since = text(answer.last)
      }
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
      const direct = (await market.trades()).filter(
        (row) => Number(row[2]) * 1000 > Math.floor(now) - 3_600_000,
      )
      expect(ids).toEqual(column(direct, 6))
    }, 10))

  test('every price is a whole number of ticks', () =>
    law(async (market, _now, key) => {
      const decimals = LISTINGS.find((one) => one.key === key)?.pairDecimals ?? 0
      const prices = [...column(await market.trades(50), 0), ...column((await market.book(50)).asks, 0)]
      for (const price of prices)
        expect(text(price).replace(/0+$/, '').split('.')[1]?.length ?? 0).toBeLessThanOrEqual(decimals)
    }, 10))
})

const expectSum = (candle: Row, parts: readonly Row[]) => {
  const [, open, high, low, close, vwap, volume, count] = candle
  expect([same(parts[0]?.[1], open), same(parts.at(-1)?.[4], close)]).toEqual([true, true])
  expect([same(highest(column(parts, 2)), high), same(lowest(column(parts, 3)), low)]).toEqual([true, true])
  expect(same(sum(column(parts, 6).map(text)), volume)).toBe(true)
  expect(column(parts, 7).reduce<number>((total, part) => total + Number(part), 0)).toBe(count)
  const cost = parts.reduce((total, part) => total + Number(part[5]) * Number(part[6]), 0)
  // Every vwap is rounded to the pair's decimals, the sum's and its parts'.
  const rounding = 10 ** -(text(vwap).split('.')[1]?.length ?? 0)
  if (Number(volume) > 0) expect(Math.abs(cost / Number(volume) - Number(vwap))).toBeLessThanOrEqual(rounding)
}

test('another seed makes another market, the same seed the same one', async () => {
  const now = Date.UTC(2026, 10, 20)
  const [one, again, other] = await Promise.all(
    ['test', 'test', 'another'].map((seed) => at(seed, now, 'XXBTZUSD').trades(20)),
  )
  expect(one).toEqual(again)
  expect(one).not.toEqual(other)
})

test('minutes without a trade are flat, with a vwap of 0.0', async () => {
  const rows = await at('test', Date.UTC(2026, 10, 20), 'ACAEUR').candles(1)
  const quiet = rows.filter((row) => row[7] === 0)
  expect(quiet.length).toBeGreaterThan(100)
  for (const [, open, high, low, close, vwap, volume] of quiet)
    expect([high, low, close, vwap, volume]).toEqual([open, open, open, '0.0', '0.00000000'])
})

test('720 committed candles and the running one come back, and a year of days', async () => {
  const market = at('test', Date.UTC(2026, 10, 20, 1, 2, 3), 'XXBTZUSD')
  for (const interval of [1, 5, 60, 240]) expect((await market.candles(interval)).length).toBe(721)
  expect((await market.candles(1_440)).length).toBeGreaterThan(365)
  expect((await market.candles(10_080)).length).toBeGreaterThan(52)
})

test('cross prices agree with their legs to within one in a hundred', async () => {
  const now = Date.UTC(2026, 10, 20, 12)
  const last = async (key: string) => Number((await at('test', now, key).ticker()).c?.[0])
  const [bitcoin, ether, cross] = await Promise.all(['XXBTZUSD', 'XETHZUSD', 'XETHXXBT'].map(last))
  expect(Math.abs(Number(ether) / Number(bitcoin) / Number(cross) - 1)).toBeLessThan(0.01)
})
