import type { Period } from './averages.ts'
import { at, joined } from './columns.ts'
import type { Kernel } from './kernel.ts'
import { emptyWindow, slid, type Window } from './sma.ts'

/** Highest of n values. */
export const HIGHEST: Kernel<Period, Window, 'value', 'max'> = {
  inputs: ['value'],
  outputs: ['max'],
  start: ({ period }) => emptyWindow(period),
  run: (state, { value }, { max }) => search(state, value, max, 1),
}

/** Lowest of n values. */
export const LOWEST: Kernel<Period, Window, 'value', 'min'> = {
  inputs: ['value'],
  outputs: ['min'],
  start: ({ period }) => emptyWindow(period),
  run: (state, { value }, { min }) => search(state, value, min, -1),
}

/** `sign` is 1 for the highest and −1 for the lowest, which is the highest of what is turned over. */
const search = (state: Window, value: Float64Array, out: Float64Array, sign: 1 | -1): Window => {
  const values = joined(state.tail, value)
  const offset = values.length - value.length
  const first = Math.max(offset, state.period - 1 - (state.seen - offset))
  const ends = new Float64Array(state.period + 1)
  for (let start = offset - (state.seen % state.period); start < values.length; start += state.period)
    searchBlock(values, start, { ends, sign, out, first, offset })
  return slid(state, values, value.length)
}

interface Search {
  readonly ends: Float64Array
  readonly sign: 1 | -1
  readonly out: Float64Array
  readonly first: number
  readonly offset: number
}

/** As the simple average: a window is the end of one block of n and the beginning of the next. Source: van Herk, 1992. */
const searchBlock = (values: Float64Array, start: number, search: Search): void => {
  const { ends, sign, out, first, offset } = search
  searchEnds(values, start, ends, sign)
  const stop = Math.min(start + ends.length - 1, values.length)
  const silent = Math.min(Math.max(start, first), stop)
  let best = Number.NEGATIVE_INFINITY
  for (let index = start; index < silent; index++) best = larger(sign * at(values, index), best)
  for (let index = silent; index < stop; index++) {
    best = larger(sign * at(values, index), best)
    out[index - offset] = sign * larger(best, at(ends, index - start + 1))
  }
}

const searchEnds = (values: Float64Array, start: number, ends: Float64Array, sign: number): void => {
  const period = ends.length - 1
  const least = Math.max(1, period - start)
  let best = Number.NEGATIVE_INFINITY
  ends[period] = best
  for (let place = period - 1; place >= least; place--) {
    best = larger(sign * at(values, start - period + place), best)
    ends[place] = best
  }
}

const larger = (a: number, b: number): number => (a > b ? a : b)
