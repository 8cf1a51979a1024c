import {
  add,
  type Decimal,
  divide,
  fixed,
  isLess,
  isMore,
  isPositive,
  multiply,
  smaller,
  subtract,
} from '../money.ts'
import { budgetOf, overBudget } from './budget.ts'
import { type Draft, finish } from './draft.ts'
import { printSeen } from './evidence.ts'
import { fill } from './fill.ts'
import { holdOf } from './hold.ts'
import { type Order, remaining } from './order.ts'
import type { Print } from './print.ts'
import { shortfall } from './take.ts'
import { isWithin } from './walk.ts'

/**
 * Fills what was due when a print happened that we see only now, when nobody knows the book of that moment any more. The
 * print's volume is used once, by arrival; the price is the worse of trigger and print, the fee a taker's, the fill an
 * estimate. Post-only and fill-or-kill orders wait for the next book, which alone can judge them.
 */
export const takeLate = (draft: Draft, pair: string, print: Print, volume: Decimal): void => {
  let left = volume
  const due = Object.values(draft.orders).filter((order) => order.terms.pair === pair && takesLate(order))
  for (const order of due.sort((a, b) => a.rank - b.rank)) {
    if (!isPositive(left)) return
    left = subtract(left, takeOne(draft, order, print, left))
  }
}

const takesLate = (order: Order): boolean =>
  order.stage === 'due' &&
  order.type !== 'settle-position' &&
  order.timeInForce !== 'FOK' &&
  !order.flags.includes('post')

const takeOne = (draft: Draft, order: Order, print: Print, left: Decimal): Decimal => {
  if (!isWithin(order.side, print.price, order.limit)) return '0'
  const price = latePrice(order, print.price)
  const wanted = order.flags.includes('viqc')
    ? divide(remaining(order), price, order.terms.lotDecimals, 'down')
    : remaining(order)
  const volume = smaller(left, wanted)
  if (!isPositive(volume)) return '0'
  const reason = whyNot(draft, order, { price, volume })
  if (reason !== undefined) {
    finish(draft, order, { status: 'canceled', reason, now: print.time })
    return '0'
  }
  const trigger = order.trigger === undefined ? {} : { trigger: order.trigger }
  const evidence = { kind: 'late-print', print: printSeen(print), ...trigger } as const
  fill(draft, order, { price, volume, role: 'taker', now: print.time, evidence })
  return volume
}

type Match = { readonly price: Decimal; readonly volume: Decimal }

const whyNot = (draft: Draft, order: Order, match: Match): string | undefined => {
  const budget = budgetOf(draft, order)
  if (budget === undefined) return shortfall(draft, order, match)
  return overBudget(order, match, subtract(budget, heldAfter(order, match)))
}

/** What the order must still hold after a fill: its rest stays open, and goes on being covered. */
const heldAfter = (order: Order, { price, volume }: Match): Decimal => {
  const cost = fixed(multiply(price, volume), order.terms.quotePlaces)
  return holdOf({ ...order, filled: add(order.filled, volume), cost: add(order.cost, cost) })?.amount ?? '0'
}

/** The worse of the print and what the order itself named, but never beyond its limit. */
const latePrice = (order: Order, print: Decimal): Decimal => {
  const price = worse(order, print, order.trigger ?? order.limit ?? print)
  return isWithin(order.side, price, order.limit) ? price : (order.limit ?? price)
}

const worse = (order: Order, a: Decimal, b: Decimal): Decimal =>
  (order.side === 'buy' ? isLess(a, b) : isMore(a, b)) ? b : a
