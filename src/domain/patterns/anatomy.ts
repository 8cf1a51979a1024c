import { type Sizes, sizesOf } from './averages.ts'

/** Candles as columns of one length, oldest first; any list of numbers will do. `count` is how many trades each holds. */
export interface CandleColumns {
  readonly open: ArrayLike<number>
  readonly high: ArrayLike<number>
  readonly low: ArrayLike<number>
  readonly close: ArrayLike<number>
  readonly count?: ArrayLike<number>
}

/** What a gap takes: `strict` a real one, as where a market closes at night; `crypto` a touch. */
export type Gap = 'strict' | 'crypto'

/** The parts of each candle, by its place. Outside of the columns all is NaN, which compares to nothing. */
export interface Anatomy {
  readonly gap: Gap
  readonly length: number
  open(at: number): number
  high(at: number): number
  low(at: number): number
  close(at: number): number
  /** High less low. */
  range(at: number): number
  body(at: number): number
  /** The upper end of the body. */
  top(at: number): number
  /** The lower end of the body. */
  bottom(at: number): number
  upperShadow(at: number): number
  lowerShadow(at: number): number
  /** 1 white, −1 black; a candle that closes where it opened is white. Source: TA-Lib. */
  colour(at: number): 1 | -1
  size(name: keyof Sizes, at: number): number
}

/** Takes candles apart once, for any number of patterns. */
export const anatomyOf = (candles: CandleColumns, gap: Gap): Anatomy => {
  const open = (at: number) => candles.open[at] ?? Number.NaN
  const high = (at: number) => candles.high[at] ?? Number.NaN
  const low = (at: number) => candles.low[at] ?? Number.NaN
  const close = (at: number) => candles.close[at] ?? Number.NaN
  const range = (at: number) => high(at) - low(at)
  const body = (at: number) => Math.abs(close(at) - open(at))
  const top = (at: number) => Math.max(open(at), close(at))
  const bottom = (at: number) => Math.min(open(at), close(at))
  const { length } = candles.close
  const sizes = sizesOf(body, range, length)
  return {
    gap,
    length,
    open,
    high,
    low,
    close,
    range,
    body,
    top,
    bottom,
    upperShadow: (at) => high(at) - top(at),
    lowerShadow: (at) => bottom(at) - low(at),
    colour: (at) => (close(at) >= open(at) ? 1 : -1),
    size: (name, at) => sizes[name][at] ?? Number.NaN,
  }
}
