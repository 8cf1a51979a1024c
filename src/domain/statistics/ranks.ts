const known = new WeakMap<object, Float64Array>()

/**
 * The rank of each value, from 1; equal values share the mean of theirs. They are remembered with the list, which must
 * not change: one series is held against many others, and ranking costs more than all the rest.
 */
export const ranksOf = (values: ArrayLike<number>): Float64Array => {
  const earlier = known.get(values)
  if (earlier) return earlier
  const ranks = rank(values)
  known.set(values, ranks)
  return ranks
}

const rank = (values: ArrayLike<number>): Float64Array => {
  const ranks = new Float64Array(values)
  const sorted = ranks.toSorted()
  // A search finds a value's ranks faster than a map: numbers with fractions are slow keys.
  for (let at = 0; at < ranks.length; at++) {
    const value = values[at] ?? Number.NaN
    const below = countWhile(sorted, (one) => one < value)
    const upTo = countWhile(sorted, (one) => one <= value)
    ranks[at] = (below + 1 + upTo) / 2
  }
  return ranks
}

/** How many of the first values hold, where those that do come before those that do not. */
const countWhile = (sorted: Float64Array, holds: (value: number) => boolean): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle] ?? Number.NaN)) low = middle + 1
    else high = middle
  }
  return low
}
