import { add, type Decimal, fixed, isLess, multiply, subtract } from '../money.ts'
import type { Level } from './depth.ts'
import type { Draft } from './draft.ts'
import { available, holdOf, percent } from './hold.ts'
import type { Order } from './order.ts'
import { REASON } from './refused.ts'

/** What a spot order may spend, looked up once: only a buy can cost more than it holds, when a trigger fired into a gap. None for an order with leverage. */
export const budgetOf = (draft: Draft, order: Order): Decimal | undefined =>
  order.leverage > 0
    ? undefined
    : free(draft, order, order.side === 'buy' ? order.terms.quote : order.terms.base)

/** Why a budget does not cover one more slice; nothing when it does. */
export const overBudget = (order: Order, slice: Level, budget: Decimal): string | undefined => {
  const cost = fixed(multiply(slice.price, slice.volume), order.terms.quotePlaces)
  const fee = percent(cost, order.terms.taker, order.terms.quotePlaces)
  return isLess(budget, spends(order, slice, cost, fee)) ? REASON.funds : undefined
}

/** What an order's last fill took of its budget. */
export const paid = (before: Order, after: Order): Decimal => {
  const match = { price: '0', volume: subtract(after.filled, before.filled) }
  return spends(after, match, subtract(after.cost, before.cost), subtract(after.fee, before.fee))
}

const free = (draft: Draft, order: Order, asset: string): Decimal =>
  add(available(draft, asset), draft.orders[order.id] ? (holdOf(order)?.amount ?? '0') : '0')

/** What a fill takes of the asset that the order spends: quote for a buy, base for a sell. */
export const spends = (order: Order, slice: Level, cost: Decimal, fee: Decimal): Decimal => {
  const inBase = order.flags.includes('fcib')
  if (order.side === 'buy') return inBase ? cost : add(cost, fee)
  if (!inBase) return slice.volume
  return add(slice.volume, percent(slice.volume, order.terms.taker, order.terms.basePlaces, 'up'))
}
