import type { CandleColumns } from './anatomy.ts'

/** The candles in which something traded, with the place that each had. */
export interface Traded {
  readonly columns: CandleColumns
  readonly places: readonly number[]
  readonly leftOut: number
}

/** Leaves out the candles whose count is 0; where no counts are given, none. */
export const traded = (candles: CandleColumns): Traded => {
  const { length } = candles.close
  const places = Array.from({ length }, (_, at) => at).filter((at) => candles.count?.[at] !== 0)
  if (places.length === length) return { columns: candles, places, leftOut: 0 }
  const pick = (column: ArrayLike<number>) => Float64Array.from(places, (at) => column[at] ?? Number.NaN)
  return {
    columns: {
      open: pick(candles.open),
      high: pick(candles.high),
      low: pick(candles.low),
      close: pick(candles.close),
    },
    places,
    leftOut: length - places.length,
  }
}
