import { describe, expect, test } from 'vitest'
import { type Candles, columnsOf, sliceCandles } from '../../../src/domain/candles.ts'
import { compute, parametersOf } from '../../../src/domain/indicators/definition.ts'
import { INDICATORS, indicatorNamed } from '../../../src/domain/indicators/registry.ts'
import { aFlatMarket, aMarket, candlesOf } from './a-market.ts'

const BARS = 150
const market = aMarket({ bars: BARS })
const named = INDICATORS.map((indicator) => [indicator.name, indicator] as const)
const valuesOf = (indicator: (typeof INDICATORS)[number], candles: Candles) =>
  compute(indicator, candles, parametersOf(indicator)).values

describe.each(named)('%s', (_, indicator) => {
  test('every column is as long as the candles and has its first value where the definition says', () => {
    const values = valuesOf(indicator, market)
    const first = indicator.first(parametersOf(indicator))
    expect(Object.keys(values).sort()).toEqual([...indicator.outputs].sort())
    for (const [name, column] of Object.entries(values)) {
      expect(column).toHaveLength(BARS)
      expect([name, column.findIndex((value) => !Number.isNaN(value))]).toEqual([name, first[name]])
      expect(column.subarray(first[name]).every(Number.isFinite)).toBe(true)
    }
  })

  test('no value depends on what comes later', () => {
    const whole = valuesOf(indicator, market)
    for (let length = 0; length < BARS; length += 7)
      for (const [name, column] of Object.entries(valuesOf(indicator, sliceCandles(market, 0, length))))
        expect([name, column]).toEqual([name, whole[name]?.subarray(0, length)])
  })

  test('with prices in another unit the values are the same, or in that unit', () => {
    const whole = valuesOf(indicator, market)
    const unit = 1 / 4_096
    const scaled = {
      ...market,
      open: market.open.map((price) => price * unit),
      high: market.high.map((price) => price * unit),
      low: market.low.map((price) => price * unit),
      close: market.close.map((price) => price * unit),
    }
    for (const [name, column] of Object.entries(valuesOf(indicator, scaled))) {
      const before = whole[name]
      const ratio = (column.at(-1) ?? 0) / (before?.at(-1) ?? 1)
      expect([1, unit]).toContain(Number(ratio.toPrecision(12)))
      expect(Array.from(column, tidy)).toEqual(Array.from(before ?? [], (value) => tidy(value * ratio)))
    }
  })

  test('a market that stands still, and then moves, leaves no trace of a division by nothing', () => {
    const still = aFlatMarket(60, 0.1)
    const moving = candlesOf({ bars: 60, price: 0.1, start: 60 * 3_600 })
    const values = valuesOf(indicator, columnsOf([...rows(still), ...moving]))
    for (const [name, column] of Object.entries(values)) {
      expect([name, column.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)]).toEqual([
        name,
        false,
      ])
      expect([name, Number.isFinite(column.at(-1))]).toEqual([name, true])
    }
  })

  test('times that do not rise, and gaps, are an error', () => {
    const back = { ...market, time: market.time.with(10, 0) }
    expect(() => valuesOf(indicator, back)).toThrow(RangeError)
  })

  test('what is stable is not so before it is known', () => {
    const { warmup, stableFrom } = compute(indicator, market, parametersOf(indicator))
    expect(stableFrom).toBeGreaterThanOrEqual(warmup)
  })
})

const tidy = (value: number) => Number(value.toPrecision(10))

const rows = (candles: Candles) =>
  Array.from(candles.time, (time, index) => ({
    time,
    open: candles.open[index] ?? 0,
    high: candles.high[index] ?? 0,
    low: candles.low[index] ?? 0,
    close: candles.close[index] ?? 0,
    volume: 0,
    count: 0,
  }))

test.each([
  ['rsi', 14, 108],
  ['macd', 33, 115],
  ['ema', 19, 89],
  ['atr', 13, 107],
  ['sma', 19, 19],
  ['bollinger', 19, 19],
])('%s warms up at bar %i and is stable from bar %i', (name, warmup, stableFrom) => {
  const indicator = indicatorNamed(name)
  expect(indicator && compute(indicator, market, parametersOf(indicator))).toMatchObject({
    warmup,
    stableFrom,
  })
})

test('a flat market has no commodity channel, and Williams stands in the middle', () => {
  const flat = aFlatMarket(40, 0.1)
  const last = (name: string, output: string) => {
    const indicator = indicatorNamed(name)
    return indicator && valuesOf(indicator, flat)[output]?.at(-1)
  }
  expect([
    last('cci', 'cci'),
    last('williams_r', 'williams_r'),
    last('stoch_rsi', 'k'),
    last('mfi', 'mfi'),
  ]).toEqual([0, -50, 50, 50])
})

test('the volume-weighted price begins anew with each day in UTC', () => {
  const candles = aMarket({ bars: 72, start: 86_400 * 20_000 })
  const vwap = indicatorNamed('vwap')
  const whole = vwap && valuesOf(vwap, candles).vwap
  const day = vwap && valuesOf(vwap, sliceCandles(candles, 24, 48)).vwap
  expect(whole?.subarray(24, 48)).toEqual(day)
  const typical = ((candles.high[48] ?? 0) + (candles.low[48] ?? 0) + (candles.close[48] ?? 0)) / 3
  expect(whole?.[48]).toBeCloseTo(typical, 9)
})
