import { add, type Decimal, isMore, isPositive, multiply, subtract } from '../money.ts'
import { budgetOf, overBudget, paid, spends } from './budget.ts'
import type { Depth, Level } from './depth.ts'
import { type Draft, finish } from './draft.ts'
import { ofLevel } from './evidence.ts'
import { fill } from './fill.ts'
import { available, holdOf, percent } from './hold.ts'
import { reducible } from './margin.ts'
import { type Order, remaining } from './order.ts'
import { marginFor } from './position.ts'
import { READING, REASON } from './refused.ts'
import { among, type Met, ownAgainst } from './self-trade.ts'
import { markTaken, type OpenLevel, untaken } from './taken.ts'
import { walk } from './walk.ts'

/** What a taker would meet in this book and among our own orders, best price first. */
export const roadOf = (draft: Draft, order: Order, depth: Depth): readonly Met[] => {
  const levels = untaken(draft, order.terms.pair, order.side, depth)
  const left = remaining(order)
  const want = order.flags.includes('viqc')
    ? { quote: left, lotDecimals: order.terms.lotDecimals }
    : { base: left }
  const way = among(levels, ownAgainst(draft, order))
  return walk(way, order.side, want, order.limit, order.selfTrade === 'cancel-oldest')
}

/** The strangers' levels on a road. */
export const levelsOf = (road: readonly Met[]): readonly OpenLevel[] =>
  road.flatMap((met) => ('level' in met ? [met.level] : []))

/** What came of taking: the order as it stands, and why it had to stop early, if it had to. */
export interface Taking {
  readonly order: Order
  readonly stopped?: string
}

/** Fills an order as taker from a snapshot, level by level, as far as book, limit and funds reach; where it meets our own, its form of self-trade prevention decides. */
export const take = (draft: Draft, order: Order, depth: Depth, now: number): Taking => {
  let current = order
  let budget = budgetOf(draft, order)
  for (const met of roadOf(draft, order, depth)) {
    if ('own' in met) {
      if (preventSelfTrade(draft, current, met.own, now) === 'stops')
        return { order: current, stopped: READING.selfTrade }
      continue
    }
    const slice = met.level
    const stopped = budget === undefined ? shortfall(draft, current, slice) : overBudget(order, slice, budget)
    if (stopped !== undefined) return { order: current, stopped }
    const before: Order = current
    current = fill(draft, before, {
      price: slice.price,
      volume: slice.volume,
      role: 'taker',
      now,
      evidence: ofLevel('level', slice, depth, now),
    })
    markTaken(draft, order.terms.pair, order.side, slice, slice.volume)
    if (budget !== undefined) budget = subtract(budget, paid(before, current))
  }
  return { order: current }
}

const preventSelfTrade = (draft: Draft, taker: Order, own: Order, now: number): 'stops' | 'goes on' => {
  const form = taker.selfTrade ?? 'cancel-newest'
  if (form !== 'cancel-newest') finish(draft, own, { status: 'canceled', reason: READING.selfTrade, now })
  return form === 'cancel-oldest' ? 'goes on' : 'stops'
}

/** Why the free margin does not cover a fill with leverage; nothing when it does. */
export const shortfall = (draft: Draft, order: Order, slice: Level): string | undefined => {
  const { quote, quotePlaces, taker } = order.terms
  const opens = subtract(slice.volume, reducible(draft, order))
  if (!isPositive(opens)) return undefined
  if (order.reduceOnly) return REASON.reduceOnly
  const fee = percent(multiply(slice.price, slice.volume), taker, quotePlaces, 'up')
  const margin = marginFor(multiply(slice.price, opens), order.leverage, quotePlaces)
  return isMore(add(margin, fee), available(draft, quote)) ? REASON.margin : undefined
}

/** What a market order needs to be covered in full by this book: quote for a buy, base for a sell. */
export const requirement = (draft: Draft, order: Order, depth: Depth): Decimal => {
  if (order.side === 'sell') return holdOf(order)?.amount ?? '0'
  return levelsOf(roadOf(draft, order, depth)).reduce((total, slice) => {
    const cost = multiply(slice.price, slice.volume)
    return add(total, spends(order, slice, cost, percent(cost, order.terms.taker, order.terms.quotePlaces)))
  }, '0')
}
