/** What candles are measured by, each against those before it. */
export interface Sizes {
  /** The average body of 10: longer is long, shorter is short. */
  readonly body: Float64Array
  /** A tenth of the average range of 10: a body of no more is a doji's, a shadow of less is none. */
  readonly sliver: Float64Array
  /** A fifth of the average range of 5: prices within it are near. */
  readonly near: Float64Array
}

type Measure = (at: number) => number

/** The sizes at each candle, from those before it alone; NaN where too few have passed. Source: TA-Lib's default candle settings. */
export const sizesOf = (body: Measure, range: Measure, length: number): Sizes => ({
  body: averages(body, length, 10, 1),
  sliver: averages(range, length, 10, 0.1),
  near: averages(range, length, 5, 0.2),
})

// Each sum is made anew: a running one would remember the digits of candles that have left it.
const averages = (measure: Measure, length: number, candles: number, factor: number): Float64Array =>
  Float64Array.from({ length }, (_, at) => {
    if (at < candles) return Number.NaN
    let sum = 0
    for (let before = at - candles; before < at; before++) sum += measure(before)
    return factor * (sum / candles)
  })
