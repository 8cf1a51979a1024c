import { isLess, isZero, normalise } from '../money.ts'
import { type Depth, shownAt } from './depth.ts'
import type { Draft } from './draft.ts'
import type { Order } from './order.ts'

/** Brings the queue before a resting order up to a snapshot: there cannot stand more before it than is shown at its price. */
export const shortenQueue = (draft: Draft, order: Order, depth: Depth): Order => {
  if (order.limit === undefined || (order.queueAhead !== null && isZero(order.queueAhead))) return order
  const shown = shownAt(depth, order.side, order.limit)
  if (shown === null || (order.queueAhead !== null && !isLess(shown, order.queueAhead))) return order
  const shorter: Order = { ...order, queueAhead: normalise(shown) }
  draft.orders[order.id] = shorter
  return shorter
}
