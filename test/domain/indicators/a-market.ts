import { type Candle, type Candles, columnsOf } from '../../../src/domain/candles.ts'

/** Numbers in [0, 1) that are the same for the same seed. */
export const dice = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export interface Market {
  readonly bars: number
  readonly seed?: number
  readonly price?: number
  /** The largest move of one bar, as a share of the price. */
  readonly move?: number
  /** The interval, in seconds. */
  readonly every?: number
  readonly start?: number
}

/** Candles of a market that wanders. */
export const aMarket = (market: Market): Candles => columnsOf(candlesOf(market))

export const candlesOf = ({
  bars,
  seed = 1,
  price = 100,
  move = 0.02,
  every = 3_600,
  start = 0,
}: Market): readonly Candle[] => {
  const roll = dice(seed)
  let last = price
  return Array.from({ length: bars }, (_, index) => {
    const open = last
    last *= 1 + (roll() - 0.5) * 2 * move
    const high = Math.max(open, last) * (1 + roll() * move)
    const low = Math.min(open, last) * (1 - roll() * move)
    const time = start + index * every
    return { time, open, high, low, close: last, volume: 1 + roll() * 9, count: 1 + Math.floor(roll() * 50) }
  })
}

/** Candles that never move. */
export const aFlatMarket = (bars: number, price: number): Candles =>
  columnsOf(
    Array.from({ length: bars }, (_, index) => ({
      time: index * 3_600,
      open: price,
      high: price,
      low: price,
      close: price,
      volume: 0,
      count: 0,
    })),
  )
