import { type Decimal, isLess, isPositive, normalise, sum } from '../money.ts'
import { type Depth, shownAt } from './depth.ts'
import { type Draft, finish } from './draft.ts'
import { isMarketable, type Order, remaining } from './order.ts'
import { READING, REASON } from './refused.ts'
import { settle } from './settle.ts'
import { levelsOf, roadOf, take } from './take.ts'

/**
 * Brings an order that is due into the market: it takes what its limit allows, and what is left rests or goes, by its
 * time in force. A crossing post-only order is accepted and canceled at once, as Kraken does.
 */
export const enter = (draft: Draft, order: Order, depth: Depth, now: number): Order => {
  if (order.type === 'settle-position') return settle(draft, order, now)
  const road = roadOf(draft, order, depth)
  const inReach = sum(levelsOf(road).map((level) => level.volume))
  const cancel = (from: Order, reason: string) => finish(draft, from, { status: 'canceled', reason, now })

  if (order.flags.includes('post') && road.length > 0) return cancel(order, REASON.postOnly)
  if (order.timeInForce === 'FOK' && isLess(inReach, remaining(order)))
    return cancel(order, READING.fillOrKill)

  const { order: taken, stopped } = take(draft, order, depth, now)
  if (taken.status === 'closed') return taken
  if (stopped !== undefined) return cancel(taken, stopped)
  if (isMarketable(order)) return leftOfMarket(draft, taken, now)
  if (order.timeInForce === 'IOC') return cancel(taken, READING.immediateOrCancel)
  return rest(draft, taken, depth)
}

// Volume in quote rarely divides into whole lots: what is left of it then is less than a lot, and the order is done.
const leftOfMarket = (draft: Draft, order: Order, now: number): Order => {
  if (order.flags.includes('viqc') && isPositive(order.filled))
    return finish(draft, order, { status: 'closed', reason: null, now })
  return finish(draft, order, { status: 'canceled', reason: READING.noLiquidity, now })
}

/** Puts an order into the book behind everything that is shown at its price. */
export const rest = (draft: Draft, order: Order, depth: Depth): Order => {
  const resting: Order = { ...order, stage: 'resting', queueAhead: aheadOf(order, depth) }
  draft.orders[order.id] = resting
  return resting
}

const aheadOf = (order: Order, depth: Depth): Decimal | null => {
  if (order.limit === undefined) return '0'
  const shown = shownAt(depth, order.side, order.limit)
  return shown === null ? null : normalise(shown)
}
