import type { Decimal } from '../money.ts'
import type { Side } from '../order.ts'
import { quickCompare } from './quick.ts'

/** One price of a book and the volume that stands there. */
export interface Level {
  readonly price: Decimal
  readonly volume: Decimal
}

/** A snapshot of the public book, best first on both sides. */
export interface Depth {
  /** The snapshot's own name and time (unix milliseconds), where whoever took it keeps them; fills name it as their evidence. */
  readonly id?: string | undefined
  readonly at?: number | undefined
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

/** The levels that a taker of this side meets. */
export const opposite = (depth: Depth, taker: Side): readonly Level[] =>
  taker === 'buy' ? depth.asks : depth.bids

/**
 * The volume shown at exactly this price on the side where such an order would rest. Nothing (null) for a price worse than
 * all that is shown: a snapshot is cut somewhere, and what lies beyond is not known.
 */
export const shownAt = (depth: Depth, side: Side, price: Decimal): Decimal | null => {
  const levels = side === 'buy' ? depth.bids : depth.asks
  const worst = levels.at(-1)
  if (worst !== undefined && quickCompare(price, worst.price) * (side === 'buy' ? -1 : 1) > 0) return null
  let [low, high] = [0, levels.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const level = levels[middle]
    const order = level === undefined ? 0 : quickCompare(level.price, price) * (side === 'buy' ? -1 : 1)
    if (level !== undefined && order === 0) return level.volume
    if (order < 0) low = middle + 1
    else high = middle
  }
  return '0'
}
