import Big from 'big.js'
import { describe, expect, test } from 'vitest'
import { DEVIATION } from '../../../src/domain/indicators/deviation.ts'
import { batch } from '../../../src/domain/indicators/kernel.ts'
import { SMA } from '../../../src/domain/indicators/sma.ts'
import { dice } from './a-market.ts'

// Prices on which E[x²] − E[x]² and sums that slide lose their digits; the truth is told by exact decimals.
const PERIOD = 20
const roll = dice(7)
const prices = (bars: number, price: (index: number) => number) =>
  Float64Array.from({ length: bars }, (_, index) => price(index))

const HARD: readonly (readonly [string, Float64Array])[] = [
  ['near 100,000 with tiny moves', prices(500, () => 100_000 + (roll() - 0.5) * 1e-6)],
  ['near 1e-5', prices(500, () => 1e-5 + roll() * 1e-9)],
  [
    'after a jump from 1e6 to 1',
    prices(500, (index) => (index < 250 ? 1e6 * (1 + roll() / 100) : 1 + roll() * 1e-6)),
  ],
]

const Exact = Big()
Exact.DP = 60

const exactly = (window: readonly number[]) => {
  // A double is a sum of powers of two, so its decimals end; toPrecision tells them all.
  const values = window.map((value) => new Exact(value.toPrecision(60)))
  const mean = values.reduce((sum, value) => sum.plus(value)).div(values.length)
  const squares = values.map((value) => value.minus(mean).pow(2)).reduce((sum, value) => sum.plus(value))
  return { mean: Number(mean), deviation: Number(squares.div(values.length).sqrt()) }
}

describe.each(HARD)('prices %s', (_, value) => {
  test('have the average and the deviation that exact decimals give', () => {
    const { sma } = batch(SMA, { value }, { period: PERIOD })
    const { stddev } = batch(DEVIATION, { value }, { period: PERIOD })
    for (let last = PERIOD - 1; last < value.length; last += 3) {
      const truth = exactly([...value.subarray(last - PERIOD + 1, last + 1)])
      expect(Math.abs((sma[last] ?? 0) / truth.mean - 1)).toBeLessThan(1e-15 * PERIOD)
      expect(Math.abs((stddev[last] ?? 0) / truth.deviation - 1)).toBeLessThan(1e-9)
    }
  })
})
