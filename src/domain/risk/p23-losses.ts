import { type Decimal, isLess, isPositive, multiply } from '../money.ts'
import { type Case, type Finding, finding, limitOf, type Rule, unjudged } from './case.ts'
import { PERIODS, type Period, readingFor } from './reading.ts'

const FIELDS: Readonly<Record<Period, string>> = {
  day: 'maxDayLoss',
  week: 'maxWeekLoss',
  month: 'maxMonthLoss',
}

/** P23: once the day's, week's or month's loss has reached its limit, nothing increases. Needs a reading of the last 3 minutes. */
export const losses: Rule = (one) =>
  one.isReduction
    ? []
    : PERIODS.flatMap((period) => {
        const limit = one.rules.losses[period]
        return limit === undefined ? [] : lost(one, period, limit)
      })

const lost = (one: Case, period: Period, limit: Decimal): readonly Finding[] => {
  const { bound, facts, rules, rateOf } = one
  const field = FIELDS[period]
  const reading = readingFor(bound, facts)
  if (!reading) return [unjudged(one, field, 'there is no reading of the last 3 minutes')]
  if (reading.missing !== undefined && bound.counts === 'account')
    return [unjudged(one, field, `the Kraken key lacks the permission ${reading.missing}`)]
  const rate = rateOf(reading.currency, rules.currency)
  if (rate === undefined) return [unjudged(one, field, 'a conversion is missing')]
  const loss = multiply(reading[period].loss, rate)
  if (!isPositive(loss) || isLess(loss, limit)) return []
  return [
    finding(
      one,
      `max_${period}_loss`,
      `The ${period}'s loss of ${loss} ${rules.currency} has reached the ${limit} of ${limitOf(one, field)}.`,
      { limit, used: loss, currency: rules.currency },
      { largest: '0', hint: 'Orders that reduce still pass.' },
    ),
  ]
}
