/** The rank of each value, from 1; equal values share the mean of theirs. */
export const ranksOf = (values: ArrayLike<number>): Float64Array => {
  const order = Array.from({ length: values.length }, (_, at) => at).sort(
    (a, b) => (values[a] ?? Number.NaN) - (values[b] ?? Number.NaN),
  )
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length; ) {
    const end = endOfTie(values, order, start)
    for (const at of order.slice(start, end)) ranks[at] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

/** The place after the last one in `order` whose value is that of `start`. */
const endOfTie = (values: ArrayLike<number>, order: readonly number[], start: number): number => {
  let end = start + 1
  while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end++
  return end
}
