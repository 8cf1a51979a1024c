import {
  add,
  type Decimal,
  divide,
  isLess,
  isMore,
  isPositive,
  multiply,
  subtract,
  sumOfProducts,
} from '../money.ts'
import { type Case, type Finding, finding, largestFor, limitOf, type Rule, unjudged } from './case.ts'
import type { Facts, OrderFact } from './facts.ts'
import { quoteOf } from './group-worth.ts'
import { leftOf } from './left.ts'
import { worstCost } from './notional.ts'
import { PERIODS, type Period, readingFor } from './reading.ts'
import { isOnMargin, leverageOf } from './tally.ts'

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
  const waiting = marginWaiting(one, margin.currency ?? 'USD')
  if (waiting === undefined) return undefined
  const used = add(subtract(margin.equity, margin.freeMargin), waiting)
  return isPositive(add(used, more)) ? { equity: margin.equity, used, more, notional } : undefined
}

/** What the orders that may still open positions will take of it, those of the same call too; Kraken counts none of them yet. */
const marginWaiting = (one: Case, currency: string): Decimal | undefined => {
  const { facts, rateOf, rules, earlier, look } = one
  const costs: (readonly [Decimal, Decimal])[] = []
  const put = (quote: string, cost: Decimal, leverage: number): boolean => {
    const rate = rateOf(quote, currency)
    if (rate !== undefined) costs.push([divide(cost, String(leverage), PLACES, 'up'), rate])
    return rate !== undefined
  }
  const isKnown = [
    ...facts.orders
      .filter((order) => mayOpen(order, facts) && order.intent !== look.target?.intent)
      .map((order) =>
        put(
          quoteOf(order.pair, facts.pairs),
          multiply(leftOf(order), order.worstPrice),
          leverageOf(order.leverage),
        ),
      ),
    ...earlier
      .filter(({ isMargin, isClose }) => isMargin && !isClose)
      .map((other) => put(other.pair.quote, worstCost(other, facts, rules) ?? '0', other.leverage)),
  ]
  return isKnown.every((known) => known) ? sumOfProducts(costs) : undefined
}

// What stands against a position of its pair closes it.
const mayOpen = (order: OrderFact, { positions = [] }: Facts): boolean =>
  order.state !== 'ended' &&
  isOnMargin(order) &&
  !order.reduceOnly &&
  !positions.some(({ pair, side }) => pair === order.pair && side !== order.side)

// Kraken: level = equity / margin in use.
const levelOf = ({ equity, used, more }: Held): Decimal =>
  divide(multiply(equity, '100'), add(used, more), PLACES)

const largestAt = (one: Case, { equity, used, more, notional }: Held, limit: Decimal): Decimal => {
  const room = subtract(divide(multiply(equity, '100'), limit, PLACES), used)
  return largestFor(one, notional, divide(multiply(room, notional), more, PLACES))
}
