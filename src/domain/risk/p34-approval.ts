import { add, type Decimal, isMore } from '../money.ts'
import { type Case, finding, limitOf, type Rule, unjudged } from './case.ts'
import type { Bound, Facts } from './facts.ts'
import { worthOf } from './group-worth.ts'
import { grows } from './reduction.ts'
import type { Group } from './tally.ts'
import type { RateOf } from './worth.ts'

/** What the counted tokens placed in the last 60 minutes without the owner's yes, at worst, in the currency; cancelled or not. */
export const unapprovedOfHour = (
  bound: Bound,
  currency: string,
  facts: Facts,
  groups: readonly Group[],
  rateOf: RateOf,
): Decimal | undefined => worthOf(bound, currency, facts, groups, rateOf, ({ unapproved }) => [unapproved()])

/** P34: where the mandate wants it, the owner is asked first: always, or above a sum that counts this order and the last hour's unapproved ones. */
export const approval: Rule = (one) => {
  const { approval: policy, currency } = one.rules
  if (policy === 'never') return []
  if (policy === 'always')
    return [
      finding(
        one,
        'approval_always',
        `${limitOf(one, 'approval')} wants every order approved.`,
        {},
        { asks: true },
      ),
    ]
  // An amend by which nothing grows adds nothing to what was placed.
  if (one.look.target !== undefined && !grows(one.look, one.look.target, one)) return []
  const total = totalOf(one)
  if (total === undefined)
    return [{ ...unjudged(one, 'approval', 'a price or a conversion is missing'), asks: true }]
  if (!isMore(total, policy.above)) return []
  return [
    finding(
      one,
      'approval_above',
      `With the last hour's unapproved orders this makes ${total} ${currency}, more than the ${policy.above} that ${limitOf(one, 'approval')} lets pass unasked.`,
      { limit: policy.above, used: total, currency },
      { asks: true },
    ),
  ]
}

// The call's earlier orders stand among the groups, and of an amended order what has traded.
const totalOf = ({ bound, rules, facts, groups, rateOf, notional }: Case): Decimal | undefined => {
  const before = unapprovedOfHour(bound, rules.currency, facts, groups, rateOf)
  return before === undefined || notional === undefined ? undefined : add(before, notional)
}
