import { type Decimal, divide, isMore, isPositive } from '../money.ts'
import { oppositeSide } from '../order.ts'
import { type Draft, finish, mint } from './draft.ts'
import { available, holdOf } from './hold.ts'
import { type Order, UNFILLED } from './order.ts'
import { hasLimit, hasTrigger, placePrices } from './price.ts'
import { READING, REASON } from './refused.ts'

/**
 * Opens the conditional close of an order that is over, for what it filled. Its relative prices count from the
 * parent's average price (our reading). It enters at the next look at the book; without the funds it is canceled at once.
 */
export const openChild = (draft: Draft, parent: Order, now: number): void => {
  if (parent.close === undefined || !isPositive(parent.filled)) return
  const child = childOf(draft, parent, now)
  draft.effects.push({ kind: 'opened', order: child })
  if (!isWhole(child)) {
    finish(draft, child, { status: 'canceled', reason: READING.noPrice, now })
    return
  }
  const hold = holdOf(child)
  if (hold !== undefined && isMore(hold.amount, available(draft, hold.asset)))
    finish(draft, child, { status: 'canceled', reason: REASON.funds, now })
  else draft.orders[child.id] = child
}

// A relative price can lead to or below zero: an order without its price would be another order.
const isWhole = ({ type, limit, trigger }: Order): boolean =>
  (!hasLimit(type) || (limit !== undefined && isPositive(limit))) &&
  (!hasTrigger(type) || (trigger !== undefined && isPositive(trigger)))

const childOf = (draft: Draft, parent: Order, now: number): Order => {
  const side = oppositeSide(parent.side)
  const { clientOrderId, startAt, expireAt, close, closedAt, displayVolume, ...kept } = parent
  const type = close?.orderType ?? 'market'
  const prices = placePrices(
    { type, side, price: close?.price, price2: close?.price2 },
    averagePrice(parent),
    parent.terms.pairDecimals,
  )
  return {
    ...kept,
    ...UNFILLED,
    ...prices,
    id: mint(draft, 'O'),
    rank: draft.ids.next,
    parent: parent.id,
    side,
    type,
    volume: parent.filled,
    flags: parent.flags.filter((flag) => flag === 'fcib' || flag === 'fciq'),
    timeInForce: 'GTC',
    triggerBy: prices.trigger === undefined ? undefined : (parent.triggerBy ?? 'last'),
    stage: prices.trigger === undefined ? 'due' : 'armed',
    status: 'open',
    openedAt: now,
    touchedAt: now,
  }
}

/** Cost over volume, at the pair's price decimals; "0" before the first fill. */
export const averagePrice = (order: Order): Decimal =>
  isPositive(order.filled) ? divide(order.cost, order.filled, order.terms.pairDecimals, 'half-up') : '0'
