import { add, isMore, subtract } from '../money.ts'
import { finding, largestFor, limitOf, type Rule, unjudged } from './case.ts'
import { dayNotional } from './day.ts'

/** P09: what traded in 24 hours, what may still trade and this order together stay within the day's allowance. */
export const dayAllowance: Rule = (one) => {
  const { maxDayNotional: limit, currency } = one.rules
  if (limit === undefined || one.isReduction) return []
  const used = dayNotional(one.bound, one.rules, one.facts, one.groups, one.rateOf)
  if (used === undefined || one.notional === undefined)
    return [unjudged(one, 'maxDayNotional', 'a price or a conversion is missing')]
  if (!isMore(add(used, one.notional), limit)) return []
  return [
    finding(
      one,
      'max_day_notional',
      `The order counts ${one.notional} ${currency}; with the ${used} of the last 24 hours that is more than the ${limit} that ${limitOf(one, 'maxDayNotional')} allows.`,
      { limit, used, notional: one.notional, currency },
      {
        largest: largestFor(one, one.notional, subtract(limit, used)),
        hint: 'A cancel gives its remainder back.',
      },
    ),
  ]
}
