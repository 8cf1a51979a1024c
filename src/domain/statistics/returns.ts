/** Closes by time, oldest first; the times rise. A series must not change once it is compared. */
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
  const left: number[] = []
  const right: number[] = []
  for (let i = 0, j = 0; i < first.time.length && j < second.time.length; ) {
    const ahead = (first.time[i] ?? Number.NaN) - (second.time[j] ?? Number.NaN)
    if (ahead === 0) {
      left.push(first.close[i] ?? Number.NaN)
      right.push(second.close[j] ?? Number.NaN)
    }
    if (ahead <= 0) i++
    if (!(ahead < 0)) j++
  }
  return {
    common: left.length,
    first: left.length === first.time.length ? wholeReturns(first) : logReturns(left),
    second: right.length === second.time.length ? wholeReturns(second) : logReturns(right),
  }
}

const known = new WeakMap<Closes, Float64Array>()

// Most series have all bars in common, and each is held against many: what follows from it is worked out once.
const wholeReturns = (closes: Closes): Float64Array => {
  const returns = known.get(closes) ?? logReturns(closes.close)
  known.set(closes, returns)
  return returns
}

const logReturns = (closes: ArrayLike<number>): Float64Array => {
  const returns = new Float64Array(Math.max(0, closes.length - 1))
  for (let at = 0; at < returns.length; at++)
    returns[at] = Math.log((closes[at + 1] ?? Number.NaN) / (closes[at] ?? Number.NaN))
  return returns
}
