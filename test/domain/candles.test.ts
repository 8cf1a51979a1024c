import { expect, test } from 'vitest'
import {
  type Candle,
  candleAt,
  columnsOf,
  groupHistory,
  sliceCandles,
  splitHistory,
} from '../../src/domain/candles.ts'
import { INTERVALS, intervalNamed } from '../../src/domain/intervals.ts'

const HOUR = 3_600

/** A candle of one hour; `at` counts hours since midnight. */
const hour = (at: number, close: number, rest: Partial<Candle> = {}): Candle => ({
  time: at * HOUR,
  open: close - 1,
  high: close + 2,
  low: close - 2,
  close,
  volume: 10,
  count: 3,
  ...rest,
})

test('columns hold what the candles hold, and a slice is a window on them', () => {
  const candles = columnsOf([hour(0, 100), hour(1, 101), hour(2, 102)])
  expect([...candles.close]).toEqual([100, 101, 102])
  expect(candleAt(candles, 1)).toEqual(hour(1, 101))
  expect(sliceCandles(candles, 1)).toMatchObject({ length: 2, close: Float64Array.of(101, 102) })
  expect(() => candleAt(candles, 3)).toThrow(RangeError)
})

test.each([
  ['a price that is no number', [hour(0, 100, { high: Number.NaN })]],
  ['an infinite volume', [hour(0, 100, { volume: Number.POSITIVE_INFINITY })]],
  ['a price of zero', [hour(0, 100, { low: 0 })]],
  ['times that fall', [hour(1, 100), hour(0, 100)]],
  ['a time told twice', [hour(1, 100), hour(1, 100)]],
])('candles with %s are an error', (_, candles) => {
  expect(() => columnsOf(candles)).toThrow(RangeError)
})

test('the candle that still runs is kept apart', () => {
  const { committed, running } = splitHistory([hour(0, 100), hour(1, 101), hour(2, 102)], HOUR)
  expect([...committed.close]).toEqual([100, 101])
  expect(running?.close).toBe(102)
  expect(splitHistory([hour(0, 100)], 0).running).toBeUndefined()
})

test('two hours have the first’s open, the last’s close, both extremes and the sums', () => {
  const hours = [hour(2, 100), hour(3, 90, { high: 130, volume: 5, count: 1 })]
  const { committed, running } = groupHistory(splitHistory(hours, 3 * HOUR), 60, 120)
  expect(candleAt(committed, 0)).toEqual({
    time: 2 * HOUR,
    open: 99,
    high: 130,
    low: 88,
    close: 90,
    volume: 15,
    count: 4,
  })
  expect(running).toBeUndefined()
})

test('a group whose beginning is missing is left out, and one whose end is to come still runs', () => {
  const hours = [1, 2, 3, 4].map((at) => hour(at, 100 + at))
  const grouped = groupHistory(splitHistory(hours, 3 * HOUR), 60, 120)
  expect([...grouped.committed.time]).toEqual([2 * HOUR])
  expect(grouped.running).toMatchObject({ time: 4 * HOUR, close: 104 })
  const without = groupHistory(splitHistory(hours.slice(0, 2), 2 * HOUR), 60, 120)
  expect(without.committed.length).toBe(0)
  expect(without.running).toMatchObject({ time: 2 * HOUR, close: 102 })
})

test('intervals are found by word and by minutes, and built from a length that divides them', () => {
  expect(['4h', '4H', '240', 240, '240m', ' 4h '].map((name) => intervalNamed(name)?.minutes)).toEqual(
    Array(6).fill(240),
  )
  expect(['7m', '', 'h', '1.5h', 'day', 0, -5].map((name) => intervalNamed(name))).toEqual(
    Array(7).fill(undefined),
  )
  expect(INTERVALS.filter(({ minutes, from }) => minutes % from !== 0)).toEqual([])
  expect(INTERVALS.filter(({ minutes, from }) => minutes !== from).map(({ word }) => word)).toEqual([
    '3m',
    '2h',
    '6h',
    '12h',
  ])
})
