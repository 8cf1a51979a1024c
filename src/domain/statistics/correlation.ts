import { ranksOf } from './ranks.ts'

// What rounding leaves of values that are all the same, against their size.
const ROUNDING = 1e-12

/** Pearson's correlation of two lists of one length, −1 to 1; undefined where one of them does not vary. */
export const pearson = (xs: ArrayLike<number>, ys: ArrayLike<number>): number | undefined => {
  if (xs.length !== ys.length) throw new RangeError('the lists differ in length')
  const x = deviations(xs)
  const y = deviations(ys)
  if (!x || !y) return undefined
  const product = x.values.reduce((sum, value, at) => sum + value * (y.values[at] ?? Number.NaN), 0)
  return Math.max(-1, Math.min(1, product / (x.norm * y.norm)))
}

/** Spearman's correlation: Pearson's of the ranks, equal values sharing theirs. Undefined where one list does not vary. */
export const spearman = (xs: ArrayLike<number>, ys: ArrayLike<number>): number | undefined =>
  pearson(ranksOf(xs), ranksOf(ys))

const deviations = (list: ArrayLike<number>) => {
  const all = Float64Array.from(list)
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  const values = all.map((value) => value - mean)
  const norm = lengthOf(values)
  return norm > ROUNDING * lengthOf(all) ? { values, norm } : undefined
}

const lengthOf = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
