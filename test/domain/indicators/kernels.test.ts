import { expect, test } from 'vitest'
import { EMA, RMA } from '../../../src/domain/indicators/averages.ts'
import { BOLLINGER } from '../../../src/domain/indicators/bollinger.ts'
import { firstValue } from '../../../src/domain/indicators/columns.ts'
import { DEVIATION } from '../../../src/domain/indicators/deviation.ts'
import { HIGHEST, LOWEST } from '../../../src/domain/indicators/extremes.ts'
import { batch } from '../../../src/domain/indicators/kernel.ts'
import { MACD } from '../../../src/domain/indicators/macd.ts'
import { ATR, TRUE_RANGE } from '../../../src/domain/indicators/range.ts'
import { RSI } from '../../../src/domain/indicators/rsi.ts'
import { SMA } from '../../../src/domain/indicators/sma.ts'
import { barsToForget } from '../../../src/domain/indicators/stability.ts'
import { STOCHASTIC } from '../../../src/domain/indicators/stochastic.ts'
import { aMarket } from './a-market.ts'

// Every expected value here was worked out by hand.
const of = (...values: readonly number[]) => Float64Array.from(values)
const told = (column: Float64Array) =>
  Array.from(column, (value) => (Number.isNaN(value) ? null : expect.closeTo(value, 9)))
const table = (...values: readonly (number | null)[]) => values

test('a simple average is the mean of the last n', () => {
  const { sma } = batch(SMA, { value: of(1, 2, 3, 4, 8) }, { period: 3 })
  expect(table(null, null, 2, 3, 5)).toEqual(told(sma))
})

test('an exponential average starts at the mean of the first n and goes on with 2/(n + 1)', () => {
  const { ema } = batch(EMA, { value: of(2, 4, 6, 8, 12, 14) }, { period: 3 })
  expect(table(null, null, 4, 6, 9, 11.5)).toEqual(told(ema))
})

test('Wilder’s average starts at the mean of the first n and goes on with 1/n', () => {
  const { rma } = batch(RMA, { value: of(2, 4, 6, 8, 12) }, { period: 4 })
  expect(table(null, null, null, 5, 6.75)).toEqual(told(rma))
})

test('the deviation is that of a population', () => {
  const { stddev } = batch(DEVIATION, { value: of(2, 4, 4, 4, 5, 5, 7, 9) }, { period: 8 })
  expect(stddev.at(-1)).toBe(2)
})

test('Bollinger Bands stand that many deviations around the simple average', () => {
  const bands = batch(BOLLINGER, { value: of(2, 4, 4, 4, 5, 5, 7, 9) }, { period: 8, deviations: 1.5 })
  expect([bands.upper.at(-1), bands.middle.at(-1), bands.lower.at(-1)]).toEqual([8, 5, 2])
})

test('the strength index compares Wilder’s averages of gains and losses', () => {
  // Changes +1, −1, +2, −5: gains 0.5, 1.25, 0.625; losses 0.5, 0.25, 2.625.
  const { rsi } = batch(RSI, { value: of(10, 11, 10, 12, 7) }, { period: 2 })
  expect(table(null, null, 50, 250 / 3, 250 / 13)).toEqual(told(rsi))
})

test('gains alone have a strength of 100, losses alone of 0, and nothing at all of 50', () => {
  const last = (...values: readonly number[]) =>
    batch(RSI, { value: of(...values) }, { period: 2 }).rsi.at(-1)
  expect([last(1, 2, 3), last(3, 2, 1), last(2, 2, 2)]).toEqual([100, 0, 50])
})

test('MACD is the fast average less the slow one, each from its own seed, and its signal from its own', () => {
  // EMA2: 3/2, 19/6, 115/18, 691/54. EMA3: 7/3, 31/6, 127/12.
  const { macd, signal, histogram } = batch(
    MACD,
    { value: of(1, 2, 4, 8, 16) },
    { fast: 2, slow: 3, signal: 2 },
  )
  const [third, fourth, fifth] = [5 / 6, 11 / 9, 691 / 54 - 127 / 12]
  const seed = (third + fourth) / 2
  const after = (2 * fifth + seed) / 3
  expect(table(null, null, third, fourth, fifth)).toEqual(told(macd))
  expect(table(null, null, null, seed, after)).toEqual(told(signal))
  expect(table(null, null, null, fourth - seed, fifth - after)).toEqual(told(histogram))
})

const BARS = { high: of(12, 13, 20, 14), low: of(10, 11, 15, 12), close: of(11, 12, 16, 12.5) }

test('the true range of the first bar is high − low, later it reaches to the close before', () => {
  const { true_range } = batch(TRUE_RANGE, BARS, {})
  expect(table(2, 2, 8, 4)).toEqual(told(true_range))
})

test('the average true range counts the first bar’s', () => {
  const { atr } = batch(ATR, BARS, { period: 2 })
  expect(table(null, 2, 5, 4.5)).toEqual(told(atr))
})

test('the slow stochastic smooths where the close stands in the range, and once more', () => {
  // Fast: (12 − 10)/(13 − 10), (16 − 11)/(20 − 11), (12.5 − 12)/(20 − 12), in percent.
  const { k, d } = batch(STOCHASTIC, BARS, { period: 2, smooth: 2, signal: 2 })
  const [second, third] = [(200 / 3 + 500 / 9) / 2, (500 / 9 + 6.25) / 2]
  expect(table(null, null, second, third)).toEqual(told(k))
  expect(table(null, null, null, (second + third) / 2)).toEqual(told(d))
})

test('the highest and the lowest of n', () => {
  const value = of(3, 1, 4, 1, 5, 0, 0, 0)
  expect(table(null, null, 4, 4, 5, 5, 5, 0)).toEqual(told(batch(HIGHEST, { value }, { period: 3 }).max))
  expect(table(null, null, 1, 1, 1, 0, 0, 0)).toEqual(told(batch(LOWEST, { value }, { period: 3 }).min))
})

test('first values come at the bars that charts show them at', () => {
  const candles = aMarket({ bars: 60 })
  const value = candles.close
  const macd = batch(MACD, { value }, { fast: 12, slow: 26, signal: 9 })
  const stochastic = batch(STOCHASTIC, candles, { period: 14, smooth: 3, signal: 3 })
  expect({
    ema: firstValue(batch(EMA, { value }, { period: 20 }).ema),
    rsi: firstValue(batch(RSI, { value }, { period: 14 }).rsi),
    atr: firstValue(batch(ATR, candles, { period: 14 }).atr),
    macd: [firstValue(macd.macd), firstValue(macd.signal)],
    stochastic: [firstValue(stochastic.k), firstValue(stochastic.d)],
  }).toEqual({ ema: 19, rsi: 14, atr: 13, macd: [25, 33], stochastic: [15, 17] })
})

test('a seed is forgotten once less than a thousandth of it is left', () => {
  for (const alpha of [2 / 3, 2 / 15, 1 / 14, 2 / 27, 1 / 200, 0.999]) {
    const bars = barsToForget(alpha)
    expect((1 - alpha) ** bars).toBeLessThan(0.001)
    expect((1 - alpha) ** (bars - 1)).toBeGreaterThanOrEqual(0.001)
  }
  expect([barsToForget(1 / 14), barsToForget(2 / 27), barsToForget(1)]).toEqual([94, 90, 1])
})

test.each([0, -1, 1.5, Number.NaN])('a period of %s is an error', (period) => {
  for (const kernel of [SMA, EMA, RMA, RSI, DEVIATION, ATR])
    expect(() => kernel.start({ period })).toThrow(RangeError)
})

test('MACD refuses a fast average that is not the shorter one, and bands of no width', () => {
  expect(() => MACD.start({ fast: 26, slow: 26, signal: 9 })).toThrow(RangeError)
  expect(() => BOLLINGER.start({ period: 20, deviations: 0 })).toThrow(RangeError)
})

test('columns of unequal length are an error', () => {
  expect(() => batch(ATR, { ...BARS, low: of(1, 2) }, { period: 2 })).toThrow(RangeError)
})
