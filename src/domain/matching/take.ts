import { add, type Decimal, isLess, isMore, isPositive, multiply, subtract } from '../money.ts'
import type { Depth, Level } from './depth.ts'
import type { Draft } from './draft.ts'
import { fill } from './fill.ts'
import { available, holdOf, percent } from './hold.ts'
import { reducible } from './margin.ts'
import { type Order, remaining } from './order.ts'
import { marginFor } from './position.ts'
import { REASON } from './refused.ts'
import { markTaken, untaken } from './taken.ts'
import { walk } from './walk.ts'

/** What a taker would get of this book, best price first. */
export const reachable = (draft: Draft, order: Order, depth: Depth): readonly Level[] => {
  const levels = untaken(draft, order.terms.pair, order.side, depth)
  const left = remaining(order)
  const want = order.flags.includes('viqc')
    ? { quote: left, lotDecimals: order.terms.lotDecimals }
    : { base: left }
  return walk(levels, order.side, want, order.limit)
}

/** What came of taking: the order as it stands, and why it had to stop early, if it had to. */
export interface Taking {
  readonly order: Order
  readonly stopped?: string
}

/** Fills an order as taker from a snapshot, level by level, as far as book, limit and funds reach. */
export const take = (draft: Draft, order: Order, depth: Depth, now: number): Taking => {
  let current = order
  for (const slice of reachable(draft, order, depth)) {
    const stopped = shortfall(draft, current, slice)
    if (stopped !== undefined) return { order: current, stopped }
    current = fill(draft, current, { ...slice, role: 'taker', now })
    markTaken(draft, order.terms.pair, order.side, depth, slice)
  }
  return { order: current }
}

/** Why the funds do not cover a fill, with the order's own hold counted as free; nothing when they do. */
export const shortfall = (draft: Draft, order: Order, slice: Level): string | undefined => {
  const { quote, base, quotePlaces, taker } = order.terms
  const cost = multiply(slice.price, slice.volume)
  const fee = percent(cost, taker, quotePlaces, 'up')
  if (order.leverage > 0) {
    const opens = subtract(slice.volume, reducible(draft, order))
    if (!isPositive(opens)) return undefined
    if (order.reduceOnly) return REASON.reduceOnly
    const margin = marginFor(multiply(slice.price, opens), order.leverage, quotePlaces)
    return isMore(add(margin, fee), available(draft, quote)) ? REASON.margin : undefined
  }
  const asset = order.side === 'buy' ? quote : base
  return isLess(free(draft, order, asset), spends(order, slice, cost, fee)) ? REASON.funds : undefined
}

const free = (draft: Draft, order: Order, asset: string): Decimal =>
  add(available(draft, asset), draft.orders[order.id] ? (holdOf(order)?.amount ?? '0') : '0')

const spends = (order: Order, slice: Level, cost: Decimal, fee: Decimal): Decimal => {
  const inBase = order.flags.includes('fcib')
  if (order.side === 'buy') return inBase ? cost : add(cost, fee)
  if (!inBase) return slice.volume
  return add(slice.volume, percent(slice.volume, order.terms.taker, order.terms.basePlaces, 'up'))
}

/** What a market order needs to be covered in full by this book: quote for a buy, base for a sell. */
export const requirement = (draft: Draft, order: Order, depth: Depth): Decimal => {
  if (order.side === 'sell') return holdOf(order)?.amount ?? '0'
  return reachable(draft, order, depth).reduce((total, slice) => {
    const cost = multiply(slice.price, slice.volume)
    return add(total, spends(order, slice, cost, percent(cost, order.terms.taker, order.terms.quotePlaces)))
  }, '0')
}
