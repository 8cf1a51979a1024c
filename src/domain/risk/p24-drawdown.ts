import { add, type Decimal, divide, isLess, isMore, isPositive, multiply, subtract } from '../money.ts'
import { type Case, type Finding, finding, largestFor, limitOf, type Rule, unjudged } from './case.ts'
import { PERIODS, type Period, readingFor } from './reading.ts'

const NO_READING = 'there is no reading of the last 3 minutes'

/** P24: once a drawdown has reached its limit, or while the margin level is below its own, nothing increases. */
export const drawdowns: Rule = (one) => {
  if (one.isReduction) return []
  const { rules } = one
  return [
    ...PERIODS.flatMap((period) => {
      const limit = rules.drawdowns[period]
      return limit === undefined ? [] : fallen(one, period, limit)
    }),
    ...(rules.minMarginLevelPercent === undefined ? [] : level(one, rules.minMarginLevelPercent)),
  ]
}

const fallen = (one: Case, period: Period, limit: Decimal): readonly Finding[] => {
  const field = `maxDrawdownPercent.${period}`
  const reading = readingFor(one.bound, one.facts)
  if (!reading) return [unjudged(one, field, NO_READING)]
  if (reading.missing !== undefined)
    return [unjudged(one, field, `the Kraken key lacks the permission ${reading.missing}`)]
  const found = reading[period].drawdownPercent
  if (!isPositive(found) || isLess(found, limit)) return []
  return [
    finding(
      one,
      `max_${period}_drawdown`,
      `The ${period}'s drawdown of ${found} % has reached the ${limit} % of ${limitOf(one, field)}.`,
      { limit, used: found },
      { largest: '0', hint: 'Orders that reduce still pass.' },
    ),
  ]
}

const level = (one: Case, limit: Decimal): readonly Finding[] => {
  const reading = readingFor(one.bound, one.facts)
  if (!reading) return [unjudged(one, 'minMarginLevelPercent', NO_READING)]
  if (reading.asksMargin !== true)
    return [unjudged(one, 'minMarginLevelPercent', 'it was set just now, and the level is not read yet')]
  const now = reading.marginLevelPercent
  const held = one.look.isMargin ? marginOf(one) : undefined
  if (one.look.isMargin && held === undefined)
    return [unjudged(one, 'minMarginLevelPercent', 'the margin in use or a price is not known')]
  const found = held ? levelOf(held) : now
  const worst = now !== undefined && found !== undefined && isMore(found, now) ? now : found
  if (worst === undefined || !isLess(worst, limit)) return []
  const isBelow = now !== undefined && isLess(now, limit)
  return [
    finding(
      one,
      'min_margin_level',
      `The margin level would be ${worst} %, below the ${limit} % of ${limitOf(one, 'minMarginLevelPercent')}.`,
      { limit, used: worst },
      {
        largest: held && !isBelow ? largestAt(one, held, limit) : '0',
        hint: 'Orders that reduce still pass.',
      },
    ),
  ]
}

const PLACES = 4

/** Equity, margin in use, and what the order adds to it; in the currency in which Kraken tells them. */
interface Held {
  readonly equity: Decimal
  readonly used: Decimal
  readonly more: Decimal
  readonly notional: Decimal
}

const marginOf = (one: Case): Held | undefined => {
  const { notional } = one
  const { margin } = one.facts
  const rate = one.rateOf(one.rules.currency, margin?.currency ?? 'USD')
  if (margin === undefined || rate === undefined || notional === undefined) return undefined
  const more = divide(multiply(notional, rate), String(one.look.leverage), PLACES, 'up')
  const used = subtract(margin.equity, margin.freeMargin)
  return isPositive(add(used, more)) ? { equity: margin.equity, used, more, notional } : undefined
}

// Kraken: level = equity / margin in use.
const levelOf = ({ equity, used, more }: Held): Decimal =>
  divide(multiply(equity, '100'), add(used, more), PLACES)

const largestAt = (one: Case, { equity, used, more, notional }: Held, limit: Decimal): Decimal => {
  const room = subtract(divide(multiply(equity, '100'), limit, PLACES), used)
  return largestFor(one, notional, divide(multiply(room, notional), more, PLACES))
}
