import { type Decimal, equals } from '../money.ts'
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
export const shownAt = (depth: Depth, side: Side, price: Decimal): Decimal =>
  (side === 'buy' ? depth.bids : depth.asks).find((level) => equals(level.price, price))?.volume ?? '0'
