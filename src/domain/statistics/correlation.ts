import { ranksOf } from './ranks.ts'

// What rounding leaves of values that are all the same, against their size.
const ROUNDING = 1e-12

/** Pearson's correlation of two lists of one length, −1 to 1; undefined where one of them does not vary. */
export const pearson = (xs: ArrayLike<number>, ys: ArrayLike<number>): number | undefined => {
  if (xs.length !== ys.length) throw new RangeError('the lists differ in length')
  const x = deviations(xs)
  const y = deviations(ys)
  if (!x || !y) return undefined
  return Math.max(-1, Math.min(1, product(x, y) / Math.sqrt(product(x, x) * product(y, y))))
}

/** Spearman's correlation: Pearson's of the ranks, equal values sharing theirs. Undefined where one list does not vary. */
export const spearman = (xs: ArrayLike<number>, ys: ArrayLike<number>): number | undefined =>
  pearson(ranksOf(xs), ranksOf(ys))

/** How far each value lies from their mean; undefined where none does. */
const deviations = (values: ArrayLike<number>): Float64Array | undefined => {
  const { length } = values
  let sum = 0
  for (let at = 0; at < length; at++) sum += values[at] ?? Number.NaN
  const mean = sum / length
  const list = new Float64Array(length)
  for (let at = 0; at < length; at++) list[at] = (values[at] ?? Number.NaN) - mean
  return product(list, list) > ROUNDING ** 2 * product(values, values) ? list : undefined
}

const product = (xs: ArrayLike<number>, ys: ArrayLike<number>): number => {
  let sum = 0
  for (let at = 0; at < xs.length; at++) sum += (xs[at] ?? Number.NaN) * (ys[at] ?? Number.NaN)
  return sum
}
