import { describe, expect, test } from 'vitest'
import { aFlatMarket, aMarket } from './a-market.ts'
import { EVERY_KERNEL } from './every-kernel.ts'

const BARS = 90

const barsOf = ({ high, low, close }: ReturnType<typeof aMarket>) => ({ value: close, high, low, close })
const market = barsOf(aMarket({ bars: BARS }))
const cut = (length: number) => ({
  value: market.value.subarray(0, length),
  high: market.high.subarray(0, length),
  low: market.low.subarray(0, length),
  close: market.close.subarray(0, length),
})
const mapped = (change: (price: number) => number) => ({
  value: market.value.map(change),
  high: market.high.map(change),
  low: market.low.map(change),
  close: market.close.map(change),
})

// Averages and extremes move with the prices; widths only scale; oscillators do neither.
const WIDTHS = ['stddev', 'atr', 'true_range', 'macd', 'signal', 'histogram']
const OSCILLATORS = ['rsi', 'k', 'd']
// Only a side: flat it is whatever it began as.
const SIDES = ['direction']
const near = (expected: Float64Array, scale: number) =>
  Array.from(expected, (value) =>
    Number.isNaN(value) ? Number.NaN : expect.closeTo(value, -Math.log10(scale * 1e-11)),
  )

describe.each(EVERY_KERNEL.map((kernel) => [kernel.name, kernel] as const))('%s', (_, kernel) => {
  test('bar by bar gives what all at once gives, to the last bit, through JSON', () => {
    const whole = kernel.batch(market)
    for (const [index, values] of kernel.oneByOne(market).entries())
      for (const [name, value] of Object.entries(values))
        expect([name, value]).toEqual([name, whole[name]?.[index]])
  })

  test('no value depends on what comes later', () => {
    const whole = kernel.batch(market)
    for (let length = 0; length <= BARS; length += 1)
      for (const [name, column] of Object.entries(kernel.batch(cut(length))))
        expect(column).toEqual(whole[name]?.subarray(0, length))
  })

  test('prices told in another unit change the values by that unit alone', () => {
    const whole = kernel.batch(market)
    for (const [name, column] of Object.entries(kernel.batch(mapped((price) => price * 1024))))
      expect(column).toEqual(
        [...OSCILLATORS, ...SIDES].includes(name) ? whole[name] : whole[name]?.map((value) => value * 1024),
      )
  })

  test('prices that all stand higher change averages by that much, and widths not at all', () => {
    const whole = kernel.batch(market)
    for (const [name, column] of Object.entries(kernel.batch(mapped((price) => price + 4_096)))) {
      const moved = [...WIDTHS, ...OSCILLATORS, ...SIDES].includes(name) ? 0 : 4_096
      const expected = (whole[name] ?? new Float64Array()).map((value) => value + moved)
      expect([...column]).toEqual(near(expected, 10_000))
    }
  })

  test('a first value comes, and from then on there is one at every bar', () => {
    for (const column of Object.values(kernel.batch(market))) {
      const known = Array.from(column, (value) => !Number.isNaN(value))
      expect(known.at(-1)).toBe(true)
      expect(known).toEqual([...known].sort())
    }
  })

  test('where nothing moves, averages are the price itself, widths zero and oscillators 50', () => {
    const bars = barsOf(aFlatMarket(BARS, 0.1))
    for (const [name, column] of Object.entries(kernel.batch(bars))) {
      if (SIDES.includes(name)) continue
      const expected = OSCILLATORS.includes(name) ? 50 : WIDTHS.includes(name) ? 0 : 0.1
      expect([name, [...new Set(column)].filter((value) => !Number.isNaN(value))]).toEqual([name, [expected]])
    }
  })

  test('a gap in the data is an error', () => {
    const broken = market.close.with(40, Number.NaN)
    const endless = market.close.with(40, Number.POSITIVE_INFINITY)
    for (const bad of [broken, endless])
      expect(() => kernel.batch({ value: bad, high: bad, low: bad, close: bad })).toThrow(RangeError)
  })
})
