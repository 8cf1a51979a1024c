/** Closes by time, oldest first; the times rise. */
export interface Closes {
  readonly time: ArrayLike<number>
  readonly close: ArrayLike<number>
}

/** The log returns of two series over the bars that both have; `common` counts those bars. */
export interface Aligned {
  readonly common: number
  readonly first: Float64Array
  readonly second: Float64Array
}

/** Log returns from one common bar to the next: where a bar is missing in either, both returns reach across it. */
export const alignedReturns = (first: Closes, second: Closes): Aligned => {
  const common = commonPlaces(first.time, second.time)
  return {
    common: common.length,
    first: logReturns(common.map(([at]) => first.close[at] ?? Number.NaN)),
    second: logReturns(common.map(([, at]) => second.close[at] ?? Number.NaN)),
  }
}

const commonPlaces = (one: ArrayLike<number>, other: ArrayLike<number>) => {
  const places: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [left = Number.NaN, right = Number.NaN] = [one[i], other[j]]
    if (left === right) places.push([i++, j++])
    else if (left < right) i++
    else j++
  }
  return places
}

const logReturns = (closes: readonly number[]): Float64Array =>
  Float64Array.from({ length: Math.max(0, closes.length - 1) }, (_, at) =>
    Math.log((closes[at + 1] ?? Number.NaN) / (closes[at] ?? Number.NaN)),
  )
