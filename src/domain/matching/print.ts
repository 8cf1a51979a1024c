import { type Decimal, isLess, isMore, isPositive, smaller, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import type { Draft } from './draft.ts'
import { type Evidence, printSeen } from './evidence.ts'
import { takeLate } from './late.ts'
import { make } from './make.ts'
import { byPriority, type Order, remaining } from './order.ts'
import { quickCompare } from './quick.ts'
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

/** How a print is seen. */
export interface Seen {
  /** Too late for the book of its moment. */
  readonly late?: boolean | undefined
  /** From a tape that may tell late of what happened before an order came or was amended: such a print passes it by. */
  readonly lagging?: boolean | undefined
}

/**
 * Shows a print to a pair's orders: it fills resting ones as makers, by price, then time, its volume once; then it moves
 * triggers. Of a print that is seen late, what is due (it fired before) takes the rest.
 */
export const onPrint = (draft: Draft, pair: string, print: Print, seen: Seen): void => {
  const mine = Object.values(draft.orders).filter((order) => sees(order, pair, print, seen))
  let left = print.volume
  for (const order of queue(mine, print)) {
    if (!isPositive(left)) break
    left = subtract(left, serve(draft, order, print, left))
  }
  if (seen.late) takeLate(draft, pair, print, left)
  const armed = mine.filter((order) => order.stage === 'armed')
  showLast(draft, armed, print.price)
}

const sees = (order: Order, pair: string, print: Print, { lagging }: Seen): boolean =>
  order.terms.pair === pair && (!lagging || order.touchedAt <= print.time)

/** Resting orders that a print at this price reaches: best price first, then the earliest. */
const queue = (orders: readonly Order[], print: Print): readonly Order[] =>
  orders.filter((order) => order.stage === 'resting' && isReached(order, print)).sort(byPriority)

/** A print at the order's price counts from the other side only; one through it would have met the order first, whoever took. */
const isReached = (order: Order, print: Print): boolean => {
  if (order.limit === undefined) return false
  const beyond = quickCompare(print.price, order.limit) * (order.side === 'buy' ? 1 : -1)
  return beyond < 0 || (beyond === 0 && order.side !== print.side)
}

const isThrough = (order: Order, print: Print): boolean =>
  order.limit !== undefined &&
  (order.side === 'buy' ? isLess(print.price, order.limit) : isMore(print.price, order.limit))

/** Fills one order from what is left of a print and returns how much it used. At the order's own price strangers ahead are served first. */
const serve = (draft: Draft, order: Order, print: Print, left: Decimal): Decimal => {
  const through = isThrough(order, print)
  const ahead = through ? '0' : order.queueAhead
  if (ahead === null) return '0'
  const strangers = smaller(ahead, print.volume)
  const queueAfter = subtract(ahead, strangers)
  const waiting: Order = queueAfter === order.queueAhead ? order : { ...order, queueAhead: queueAfter }
  draft.orders[order.id] = waiting
  const volume = smaller(smaller(left, subtract(print.volume, strangers)), remaining(order))
  if (!isPositive(volume)) return '0'
  const evidence: Evidence = {
    kind: 'print',
    print: printSeen(print),
    through,
    queueBefore: order.queueAhead,
    queueAfter,
  }
  const after = make(draft, waiting, { price: order.limit ?? print.price, volume, evidence }, print.time)
  return subtract(after.filled, order.filled)
}
