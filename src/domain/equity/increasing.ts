import { type Decimal, isMore, isPositive, subtract, sum } from '../money.ts'
import type { Side } from '../order.ts'

/** An order that is open, as far as it matters here; symbols (`BTC/USD`). */
export interface OpenOrder {
  readonly pair: string
  readonly side: Side
  /** It waits for a trigger. */
  readonly isTriggered: boolean
  readonly isMargin: boolean
  readonly reduceOnly: boolean
  readonly volume: Decimal
}

export interface OpenPositionSize {
  readonly pair: string
  readonly side: Side
  readonly open: Decimal
}

/**
 * Tells whether an order would take the account further in. A sale on spot, a reduce-only order, and on margin what is
 * opposite to an open position and no larger take it out; so does what waits for a trigger on that side. Where the
 * positions are not known, whatever waits for a trigger counts as protective.
 */
export const isIncreasing = (
  order: OpenOrder,
  positions: readonly OpenPositionSize[] | undefined,
): boolean => {
  if (order.reduceOnly) return false
  if (!order.isMargin && order.side === 'sell') return false
  if (positions === undefined) return !order.isTriggered
  const against = positions.filter(({ pair, side }) => pair === order.pair && side !== order.side)
  const open = sum(against.map((position) => position.open))
  if (!isPositive(open)) return true
  // What guards a position is spared, whatever its size; anything else only as far as it closes one.
  if (order.isTriggered) return false
  return !order.isMargin || isMore(subtract(order.volume, open), '0')
}
