import type { Period } from './averages.ts'
import { at, joined } from './columns.ts'
import type { Kernel } from './kernel.ts'
import { emptyWindow, SMA, type Window } from './sma.ts'

/**
 * Population deviation of n values by two passes over each window: first the mean, then how far each value is from it,
 * less what rounding the mean has added. E[x²] − E[x]² loses every digit where prices are large and moves small.
 * Source: Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, 1983.
 */
export const DEVIATION: Kernel<Period, Window, 'value', 'stddev'> = {
  inputs: ['value'],
  outputs: ['stddev'],
  start: ({ period }) => emptyWindow(period),
  run(state, { value }, { stddev }) {
    const after = SMA.run(state, { value }, { sma: stddev })
    deviations(state, value, stddev, stddev)
    return after
  },
}

/** The deviations of the windows whose means are known, by a state from before them; `out` may be the means themselves. */
export const deviations = (
  { period, tail }: Window,
  value: Float64Array,
  means: Float64Array,
  out: Float64Array,
): void => {
  const values = joined(tail, value)
  const offset = values.length - value.length
  for (let last = Math.max(offset, period - 1); last < values.length; last++)
    out[last - offset] = deviationAt(values, last, period, at(means, last - offset))
}

const deviationAt = (values: Float64Array, last: number, period: number, mean: number): number => {
  let far = 0
  let squares = 0
  for (let index = last - period + 1; index <= last; index++) {
    const distance = at(values, index) - mean
    far += distance
    squares += distance * distance
  }
  const variance = (squares - (far * far) / period) / period
  return variance > 0 ? Math.sqrt(variance) : 0
}
