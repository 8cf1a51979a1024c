/** Open, high, low and close in ticks; `volume` in volume units, `cost` in ticks × volume units, both exact integers. */
export interface Candle {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly cost: number
  readonly count: number
}

/** A candle in which nothing was traded. */
export const flat = (price: number): Candle => ({
  open: price,
  high: price,
  low: price,
  close: price,
  volume: 0,
  cost: 0,
  count: 0,
})

/** An earlier candle and a later one as one. */
export const joined = (earlier: Candle, later: Candle): Candle => ({
  open: earlier.open,
  high: Math.max(earlier.high, later.high),
  low: Math.min(earlier.low, later.low),
  close: later.close,
  volume: earlier.volume + later.volume,
  cost: earlier.cost + later.cost,
  count: earlier.count + later.count,
})
