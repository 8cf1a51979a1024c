import type { Period } from './averages.ts'
import { at, joined, tailOf } from './columns.ts'
import { checkPeriod, type Kernel } from './kernel.ts'

/** What a window keeps of the bars behind it. Plain data. */
export interface Window {
  readonly period: number
  readonly seen: number
  /** The last period − 1 values. */
  readonly tail: readonly number[]
}

/** A window before its first value. */
export const emptyWindow = (period: number): Window => {
  checkPeriod(period)
  return { period, seen: 0, tail: [] }
}

/** A window after what it was joined with. */
export const slid = ({ period, seen }: Window, values: Float64Array, added: number): Window => ({
  period,
  seen: seen + added,
  tail: tailOf(values, period - 1),
})

/**
 * Simple average of n values. No sum ever slides: the bars fall into blocks of n, and a window is the end of one block and
 * the beginning of the next, each summed afresh relative to a value that stands in the window. So nothing of a bar that
 * has left remains, and a flat series gives its own value exactly.
 */
export const SMA: Kernel<Period, Window, 'value', 'sma'> = {
  inputs: ['value'],
  outputs: ['sma'],
  start: ({ period }) => emptyWindow(period),
  run(state, { value }, { sma }) {
    const values = joined(state.tail, value)
    const offset = values.length - value.length
    const first = Math.max(offset, state.period - 1 - (state.seen - offset))
    const start = offset - (state.seen % state.period)
    const ends = new Float64Array(state.period + 1)
    for (let block = start; block < values.length; block += state.period)
      averageBlock(values, block, ends, sma, { first, offset })
    return slid(state, values, value.length)
  },
}

const averageBlock = (
  values: Float64Array,
  start: number,
  ends: Float64Array,
  out: Float64Array,
  { first, offset }: { first: number; offset: number },
): void => {
  const period = ends.length - 1
  const pivot = at(values, start)
  sumEnds(values, start, pivot, ends)
  const stop = Math.min(start + period, values.length)
  const silent = Math.min(Math.max(start, first), stop)
  let sum = 0
  for (let index = start; index < silent; index++) sum += at(values, index) - pivot
  for (let index = silent; index < stop; index++) {
    sum += at(values, index) - pivot
    out[index - offset] = pivot + (at(ends, index - start + 1) + sum) / period
  }
}

/** The sums of the block before `start` from each place to its end, relative to `pivot`. */
const sumEnds = (values: Float64Array, start: number, pivot: number, ends: Float64Array): void => {
  const period = ends.length - 1
  const least = Math.max(1, period - start)
  let sum = 0
  for (let place = period - 1; place >= least; place--) {
    sum += at(values, start - period + place) - pivot
    ends[place] = sum
  }
}
