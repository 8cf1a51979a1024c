import { compare, type Decimal } from '../money.ts'
import type { Side } from '../order.ts'

export interface Level {
  readonly price: Decimal
  readonly volume: Decimal
}

/** A snapshot of the public book, best first on both sides. */
export interface Depth {
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

/** The levels that a taker of this side meets. */
export const opposite = (depth: Depth, taker: Side): readonly Level[] =>
  taker === 'buy' ? depth.asks : depth.bids

/** The volume shown at exactly this price on the side where such an order would rest. */
export const shownAt = (depth: Depth, side: Side, price: Decimal): Decimal => {
  const levels = side === 'buy' ? depth.bids : depth.asks
  let [low, high] = [0, levels.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const level = levels[middle]
    const order = level === undefined ? 0 : compare(level.price, price) * (side === 'buy' ? -1 : 1)
    if (level !== undefined && order === 0) return level.volume
    if (order < 0) low = middle + 1
    else high = middle
  }
  return '0'
}
