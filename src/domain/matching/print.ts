import { compare, type Decimal, isLess, isMore, isPositive, smaller, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import type { Draft } from './draft.ts'
import { make } from './make.ts'
import { byPriority, type Order, remaining } from './order.ts'
import { showLast } from './trigger.ts'

/** One trade of the public tape. `side` is the taker's; `time` is unix milliseconds. */
export interface Print {
  /** Kraken's own number of the trade, where it is known. */
  readonly id?: number | undefined
  readonly time: number
  readonly price: Decimal
  readonly volume: Decimal
  readonly side: Side
}

/** Shows a print to a pair's orders: it fills resting ones as makers, by price, then time, its volume once; then it moves triggers. */
export const onPrint = (draft: Draft, pair: string, print: Print): void => {
  let left = print.volume
  for (const order of queue(draft, pair, print)) {
    if (!isPositive(left)) break
    left = subtract(left, serve(draft, order, print, left))
  }
  showLast(draft, pair, print.price)
}

/** Resting orders that a print at this price reaches: best price first, then the earliest. */
const queue = (draft: Draft, pair: string, print: Print): readonly Order[] =>
  Object.values(draft.orders)
    .filter((order) => order.terms.pair === pair && order.stage === 'resting' && isReached(order, print))
    .sort(byPriority)

/** A print at the order's price counts from the other side only; one through it would have met the order first, whoever took. */
const isReached = (order: Order, print: Print): boolean => {
  if (order.limit === undefined) return false
  const beyond = compare(print.price, order.limit) * (order.side === 'buy' ? 1 : -1)
  return beyond < 0 || (beyond === 0 && order.side !== print.side)
}

const isThrough = (order: Order, print: Print): boolean =>
  order.limit !== undefined &&
  (order.side === 'buy' ? isLess(print.price, order.limit) : isMore(print.price, order.limit))

/** Fills one order from what is left of a print and returns how much it used. At the order's own price strangers ahead are served first. */
const serve = (draft: Draft, order: Order, print: Print, left: Decimal): Decimal => {
  const ahead = isThrough(order, print) ? '0' : order.queueAhead
  const strangers = smaller(ahead, print.volume)
  const waiting: Order = { ...order, queueAhead: subtract(ahead, strangers) }
  draft.orders[order.id] = waiting
  const volume = smaller(smaller(left, subtract(print.volume, strangers)), remaining(order))
  if (!isPositive(volume)) return '0'
  const after = make(draft, waiting, { price: order.limit ?? print.price, volume }, print.time)
  return subtract(after.filled, order.filled)
}
