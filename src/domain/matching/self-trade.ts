import type { Decimal } from '../money.ts'
import { add, compare, isPositive, smaller, subtract } from '../money.ts'
import type { Draft } from './draft.ts'
import { byPriority, type Order } from './order.ts'
import type { OpenLevel } from './taken.ts'
import { isWithin } from './walk.ts'

/** What a taker meets on its way: a stranger's level, or one of our own orders. */
export type Met = { readonly level: OpenLevel } | { readonly own: Order & { readonly limit: Decimal } }

/** Our own resting orders that an order would meet within its limit, in the order in which it would meet them. */
export const ownAgainst = (
  draft: Pick<Draft, 'orders'>,
  order: Pick<Order, 'side' | 'limit' | 'terms'>,
): readonly (Order & { readonly limit: Decimal })[] =>
  Object.values(draft.orders)
    .filter(
      (own) => own.side !== order.side && own.stage === 'resting' && own.terms.pair === order.terms.pair,
    )
    .filter(hasLimit)
    .filter((own) => isWithin(order.side, own.limit, order.limit))
    .sort(byPriority)

const hasLimit = (order: Order): order is Order & { readonly limit: Decimal } => order.limit !== undefined

/** The levels with our own orders among them: each behind the strangers that stood before it at its price. */
export function* among(
  levels: Iterable<OpenLevel>,
  own: readonly (Order & { readonly limit: Decimal })[],
): Generator<Met, void> {
  const waiting = [...own]
  for (const level of levels) {
    let rest = level
    for (let next = waiting[0]; next !== undefined && isBefore(next, level); next = waiting[0]) {
      const ahead =
        compare(next.limit, level.price) === 0 ? smaller(next.queueAhead ?? rest.volume, rest.volume) : '0'
      if (isPositive(ahead)) yield { level: { ...rest, volume: ahead } }
      rest = { ...rest, volume: subtract(rest.volume, ahead), taken: add(rest.taken, ahead) }
      yield { own: next }
      waiting.shift()
    }
    if (isPositive(rest.volume)) yield { level: rest }
  }
  for (const next of waiting) yield { own: next }
}

const isBefore = (own: Order & { readonly limit: Decimal }, level: OpenLevel): boolean =>
  compare(own.limit, level.price) * (own.side === 'sell' ? 1 : -1) <= 0
