import { isPositive, smaller } from '../money.ts'
import { type Depth, opposite } from './depth.ts'
import type { Draft } from './draft.ts'
import { enter } from './enter.ts'
import { ofLevel } from './evidence.ts'
import { make } from './make.ts'
import { byPriority, type Order, remaining } from './order.ts'
import { shortenQueue } from './queue.ts'
import { forgetChanged, markTaken, untaken } from './taken.ts'
import { isWithin } from './walk.ts'

/** Shows a snapshot to a pair's orders: what is due enters, queues shorten, and resting orders that the book crosses fill as makers. */
export const onBook = (draft: Draft, pair: string, depth: Depth, now: number): void => {
  forgetChanged(draft, pair, depth)
  const mine = Object.values(draft.orders).filter((order) => order.terms.pair === pair)
  const resting = mine.filter((order) => order.stage === 'resting')
  for (const order of mine.filter((one) => one.stage === 'due').sort((a, b) => a.rank - b.rank))
    enter(draft, order, depth, now)
  for (const order of resting) {
    // What entered just now may have canceled it: our own orders never trade with each other.
    const current = draft.orders[order.id]
    if (current !== undefined) shortenQueue(draft, current, depth)
  }
  for (const order of resting.filter((one) => isCrossed(one, depth)).sort(byPriority)) {
    const current = draft.orders[order.id]
    if (current !== undefined) cross(draft, current, depth, now)
  }
}

const isCrossed = (order: Order, depth: Depth): boolean => {
  const best = opposite(depth, order.side)[0]
  return best !== undefined && isWithin(order.side, best.price, order.limit)
}

/** Fills a resting order with opposite size shown at or through its price: at its own price, at most that size, which then counts as taken. */
const cross = (draft: Draft, order: Order, depth: Depth, now: number): void => {
  let current = order
  const price = order.limit
  if (price === undefined) return
  for (const level of untaken(draft, order.terms.pair, order.side, depth)) {
    if (current.status !== 'open' || !isWithin(order.side, level.price, price)) return
    const volume = smaller(level.volume, remaining(current))
    if (!isPositive(volume)) return
    current = make(draft, current, { price, volume, evidence: ofLevel('crossing', level, depth, now) }, now)
    if (current.status === 'canceled') return
    markTaken(draft, order.terms.pair, order.side, level, volume)
  }
}
