import {
  add,
  type Decimal,
  divide,
  fixed,
  isLess,
  isMore,
  larger,
  multiply,
  normalise,
  subtract,
} from '../money.ts'
import type { Draft } from './draft.ts'
import type { Offset, Order } from './order.ts'
import { quickCompare } from './quick.ts'

/** The price at a distance from another: above it for +1, below it for −1. */
export const away = (from: Decimal, offset: Offset, sign: 1 | -1, places: number): Decimal => {
  const distance = offset.percent ? divide(multiply(from, offset.amount), '100', 20) : offset.amount
  return normalise(fixed(sign > 0 ? add(from, distance) : subtract(from, distance), places, 'half-up'))
}

/** Tells whether the last price fires an order's trigger. A stop fires against the position, a take-profit with it. */
const fires = (order: Pick<Order, 'type' | 'side' | 'trigger'>, last: Decimal): boolean => {
  if (order.trigger === undefined) return false
  return firesAbove(order) ? quickCompare(last, order.trigger) >= 0 : quickCompare(last, order.trigger) <= 0
}

/** Tells whether a trigger waits for a price at or above it; the others wait for one at or below. */
export const firesAbove = ({ side, type }: Pick<Order, 'type' | 'side'>): boolean =>
  (side === 'buy') !== type.startsWith('take-profit')

/** Moves a trailing trigger after the market: down for a buy, up for a sell, never back. */
const ratchet = (order: Order, last: Decimal): Order => {
  if (order.trail === undefined || order.trigger === undefined) return order
  const trigger = away(last, order.trail, order.side === 'buy' ? 1 : -1, order.terms.pairDecimals)
  const better = order.side === 'buy' ? isLess(trigger, order.trigger) : isMore(trigger, order.trigger)
  return better ? { ...order, trigger } : order
}

/**
 * Shows the last price to orders that wait for their trigger. Trailing ratchets before it checks. What
 * fires becomes due and enters at the next look at the book. `index` answers from last, as Kraken
 * falls back to it.
 */
export const showLast = (draft: Draft, armed: readonly Order[], last: Decimal): void => {
  for (const order of armed) {
    const moved = ratchet(order, last)
    const next = fires(moved, last) ? fired(moved) : moved
    if (next === order) continue
    draft.orders[order.id] = next
    if (next.stage === 'due') draft.effects.push({ kind: 'triggered', order: next })
  }
}

const fired = (order: Order): Order => ({
  ...order,
  stage: 'due',
  limit: order.limit ?? limitWhenFired(order),
})

const smallest = (places: number): Decimal => normalise(fixed(`0.${'0'.repeat(places)}1`, places, 'up'))

/** Where a trailing-stop-limit would place its limit if it fired now; nothing for other orders. */
export const limitWhenFired = (order: Order): Decimal | undefined => {
  if (order.limitOffset === undefined || order.trigger === undefined) return undefined
  const below = isLess(order.limitOffset.amount, '0')
  const amount = order.limitOffset.amount.replace('-', '')
  const places = order.terms.pairDecimals
  // A trigger that trailed far down may leave no room for the offset: the lowest price there is stands in.
  return larger(
    away(order.trigger, { ...order.limitOffset, amount }, below ? -1 : 1, places),
    smallest(places),
  )
}
