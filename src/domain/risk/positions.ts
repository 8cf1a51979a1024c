import type { Rules } from '../mandate/rules.ts'
import { add, type Decimal, multiply } from '../money.ts'
import { oppositeSide, type Side } from '../order.ts'
import type { Bound, Facts } from './facts.ts'
import { lastOf, touchOf } from './market.ts'
import { countsFor, type Group } from './tally.ts'
import type { RateOf } from './worth.ts'

/** Margin positions of one pair and side together. */
export interface Holding {
  readonly pair: string
  readonly side: Side
  /** vol − vol_closed, in the base asset. */
  readonly open: Decimal
}

/** The open margin positions that count against a bound, by pair and side; undefined where they are not known. */
export const positionsFor = (
  bound: Bound,
  { positions }: Pick<Facts, 'positions'>,
): readonly Holding[] | undefined => {
  if (positions === undefined) return undefined
  const held = new Map<string, Holding>()
  for (const { pair, side, open, tokenId } of positions) {
    if (bound.counts !== 'account' && (tokenId === undefined || !countsFor(bound, tokenId))) continue
    const key = keyOf({ pair, side })
    held.set(key, { pair, side, open: add(held.get(key)?.open ?? '0', open) })
  }
  return [...held.values()]
}

export const keyOf = ({ pair, side }: { readonly pair: string; readonly side: Side }): string =>
  `${pair} ${side}`

/** Every pair and side on which a position is open, or would be if all working orders filled; what closes one opens none. */
export const positionKeys = (
  held: readonly Holding[],
  groups: readonly Group[],
  bound: Bound,
): Set<string> => {
  const keys = new Set(held.map(keyOf))
  for (const group of groups) {
    if (!group.isMargin || group.working === 0 || !countsFor(bound, group.tokenId)) continue
    if (!keys.has(keyOf({ pair: group.pair, side: oppositeSide(group.side) }))) keys.add(keyOf(group))
  }
  return keys
}

/** What the positions of a pair count on one side: open volume at the mark, working orders at their worst, in the currency. */
export const positionNotional = (
  { pair, side }: Pick<Holding, 'pair' | 'side'>,
  held: readonly Holding[],
  groups: readonly Group[],
  { bound, rules, facts, rateOf }: Seen,
): Decimal | undefined => {
  const quote = facts.pairs.get(pair)?.quote
  const rate = quote === undefined ? undefined : rateOf(quote, rules.currency)
  const mark = touchOf(facts, pair)?.mid ?? lastOf(facts, pair)
  if (rate === undefined || mark === undefined) return undefined
  const open = held.find((one) => one.pair === pair && one.side === side)?.open ?? '0'
  const working = groups
    .filter((group) => group.isMargin && group.pair === pair && group.side === side)
    .filter((group) => countsFor(bound, group.tokenId))
    .reduce((total, { cost }) => add(total, cost), '0')
  return multiply(add(multiply(open, mark), working), rate)
}

interface Seen {
  readonly bound: Bound
  readonly rules: Rules
  readonly facts: Facts
  readonly rateOf: RateOf
}
