import { type Decimal, isLess, isMore } from '../money.ts'
import type { MatchState } from './state.ts'
import { firesAbove } from './trigger.ts'

/** From where on prints concern an account's orders of one pair. */
export interface Interest {
  /** A print at or below this, or at or above that. */
  readonly below?: Decimal | undefined
  readonly above?: Decimal | undefined
  /** A trailing trigger follows every print, and what is due takes from late ones. */
  readonly all: boolean
}

/** Which prints can fill or trigger anything: so that a day of prints far from every order costs next to nothing. */
export const interestOf = (state: Pick<MatchState, 'orders'>, pair: string): Interest => {
  let below: Decimal | undefined
  let above: Decimal | undefined
  let all = false
  const atOrBelow = (price: Decimal) => {
    if (below === undefined || isMore(price, below)) below = price
  }
  const atOrAbove = (price: Decimal) => {
    if (above === undefined || isLess(price, above)) above = price
  }
  for (const order of Object.values(state.orders)) {
    if (order.terms.pair !== pair) continue
    // What is due takes from late prints, wherever they are.
    if (order.stage === 'due') all = true
    if (order.stage === 'resting' && order.limit !== undefined)
      (order.side === 'buy' ? atOrBelow : atOrAbove)(order.limit)
    if (order.stage !== 'armed' || order.trigger === undefined) continue
    if (order.trail !== undefined) all = true
    if (firesAbove(order)) atOrAbove(order.trigger)
    else atOrBelow(order.trigger)
  }
  return { below, above, all }
}

/** Tells whether a print at this price can matter. */
export const concerns = (interest: Interest, price: Decimal): boolean =>
  interest.all ||
  (interest.below !== undefined && !isMore(price, interest.below)) ||
  (interest.above !== undefined && !isLess(price, interest.above))

/** Follows an account: answers the interest in a pair's prints, computed again only when its orders have changed. */
export const watchInterest = (account: Pick<MatchState, 'orders'>) => {
  let orders = account.orders
  const known = new Map<string, Interest>()
  return (pair: string): Interest => {
    if (orders !== account.orders) known.clear()
    orders = account.orders
    const interest = known.get(pair) ?? interestOf(account, pair)
    known.set(pair, interest)
    return interest
  }
}
