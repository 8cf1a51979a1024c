/** A column's value at a place; NaN outside of it. */
export const at = (column: Float64Array, index: number): number => column[index] ?? Number.NaN

/** A column of NaN: nothing is known yet. */
export const unknownColumn = (length: number): Float64Array => new Float64Array(length).fill(Number.NaN)

/** The index of a column's first value; its length where there is none. */
export const firstValue = (column: Float64Array): number => {
  let index = 0
  while (index < column.length && Number.isNaN(at(column, index))) index++
  return index
}

/** Throws RangeError where a column holds anything but finite numbers: one NaN would spoil every average after it. */
export const refuseGaps = (name: string, column: Float64Array): void => {
  // Four sums at once, since each waits for its own last addition.
  let [a, b, c, d] = [0, 0, 0, 0]
  const whole = column.length - (column.length % 4)
  for (let index = 0; index < whole; index += 4) {
    a += at(column, index)
    b += at(column, index + 1)
    c += at(column, index + 2)
    d += at(column, index + 3)
  }
  for (let index = whole; index < column.length; index++) a += at(column, index)
  if (!Number.isFinite(a + b + c + d))
    throw new RangeError(`the column ${name} holds something that is no finite number`)
}

/** The end of a column as a plain list, for a state that goes on later. */
export const tailOf = (column: Float64Array, most: number): readonly number[] =>
  most > 0 ? Array.from(column.subarray(-most)) : []

/** What a state kept of a column, and what came after it, as one column. */
export const joined = (tail: readonly number[], rest: Float64Array): Float64Array => {
  if (tail.length === 0) return rest
  const whole = new Float64Array(tail.length + rest.length)
  whole.set(tail)
  whole.set(rest, tail.length)
  return whole
}
