import type { Rules } from '../mandate/rules.ts'
import { firesAbove } from '../matching/trigger.ts'
import { type Decimal, isLess, isMore, isPositive, multiply, subtract, sum } from '../money.ts'
import type { Bound, Facts, TargetFact } from './facts.ts'
import { leftOf } from './left.ts'
import { isTriggered, type Look } from './look.ts'
import { worstPrice } from './notional.ts'
import { countsFor, type Group, totalOf } from './tally.ts'

/** Before which document, and beside which other working orders, an order is looked at. */
export interface Standing {
  readonly bound: Bound
  readonly rules: Rules
  readonly facts: Facts
  /** All that works on the account, but for what the call would change; with the call's earlier orders. */
  readonly groups: readonly Group[]
}

/**
 * Whether an order reduces what is at stake, by the words of the mandate. On spot: a sale into the currency, of no more
 * than was bought and is not being sold yet. On margin: against an open position, within what no other order closes.
 * An amend also where nothing of it grows; never where it loosens what protects.
 */
export const isReduction = (look: Look, standing: Standing): boolean => {
  if (loosens(look)) return false
  if (look.target && !grows(look, look.target, standing)) return true
  const room = reducible(look, standing)
  return room !== undefined && isPositive(room) && !isMore(look.volume, room)
}

/** How much of an order's side and pair would be a reduction; undefined where that is not known or nothing is. */
export const reducible = (look: Look, standing: Standing): Decimal | undefined =>
  look.isMargin ? closable(look, standing) : sellable(look, standing)

/** Whether an amend moves a protective order's prices away, or shrinks it. */
const loosens = (look: Look): boolean => {
  const { target, orderType, side, trigger, limit } = look
  if (!target || !isTriggered(orderType)) return false
  const upIsAway = firesAbove({ side, type: orderType })
  return (
    isLess(look.volume, leftOf(target)) ||
    isBeyond(trigger, target.triggerPrice, upIsAway) ||
    // A limit on the far side of its trigger is never met when the trigger fires.
    isBeyond(limit, target.limitPrice, side === 'sell')
  )
}

const isBeyond = (now: Decimal | undefined, before: Decimal | undefined, isUp: boolean): boolean => {
  if (now === undefined || before === undefined) return now !== before
  return isUp ? isMore(now, before) : isLess(now, before)
}

/** Whether an amend makes more of an order work than did before, or at a worse price. */
export const grows = (
  look: Look,
  target: TargetFact,
  { facts, rules }: Pick<Standing, 'facts' | 'rules'>,
): boolean => {
  const price = worstPrice(look, facts, rules)
  if (price === undefined) return true
  const left = leftOf(target)
  return isMore(look.volume, left) || isMore(multiply(look.volume, price), multiply(left, target.worstPrice))
}

/** How much of the base asset may still be sold as a reduction; undefined where that is not known or does not apply. */
const sellable = ({ side, pair }: Look, standing: Standing): Decimal | undefined => {
  const { bound, rules, facts, groups } = standing
  if (side !== 'sell' || !rules.cash.has(pair.quote)) return undefined
  const isMine = takesAccount(bound, rules) ? () => true : (tokenId: string) => countsFor(bound, tokenId)
  const selling = groups.filter(
    (group) =>
      group.side === 'sell' &&
      !group.isMargin &&
      isMine(group.tokenId) &&
      facts.pairs.get(group.pair)?.base === pair.base,
  )
  const had = takesAccount(bound, rules) ? heldOf(facts, pair.base) : boughtOf(facts, bound, pair.base)
  return had === undefined
    ? undefined
    : subtract(
        had,
        totalOf(selling, ({ volume }) => volume),
      )
}

const takesAccount = ({ counts }: Bound, { inventory }: Rules): boolean =>
  inventory === 'account' || counts === 'account'

const heldOf = ({ holdings }: Facts, asset: string): Decimal | undefined =>
  holdings && (holdings.find((holding) => holding.asset === asset)?.total ?? '0')

/** What the counted tokens have bought of an asset, less what they have sold. */
const boughtOf = ({ inventory }: Facts, bound: Bound, asset: string): Decimal =>
  sum(
    inventory
      .filter((entry) => entry.asset === asset && countsFor(bound, entry.tokenId))
      .map(({ net }) => net),
  )

/** How much of a position the order may close: what is open against it, less all working reducers. */
export const closable = ({ side, pair }: Look, standing: Standing): Decimal | undefined => {
  const { bound, rules, facts, groups } = standing
  if (facts.positions === undefined) return undefined
  // A position that is known to be another token's is not this one's to close.
  const isForeign = (tokenId: string | undefined) =>
    !takesAccount(bound, rules) && tokenId !== undefined && !countsFor(bound, tokenId)
  const open = facts.positions.filter(
    (position) => position.pair === pair.symbol && position.side !== side && !isForeign(position.tokenId),
  )
  const closing = groups.filter(
    (group) => group.isMargin && group.pair === pair.symbol && group.side === side,
  )
  return subtract(
    sum(open.map((position) => position.open)),
    totalOf(closing, ({ volume }) => volume),
  )
}
