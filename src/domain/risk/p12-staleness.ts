import { measuresMoney } from '../mandate/rules.ts'
import { multiply } from '../money.ts'
import { type Case, type Finding, finding, type Rule } from './case.ts'
import { lastIsFresh, lastOf, touchOf } from './market.ts'
import { isWorse, worseBy } from './p11-collar.ts'

/**
 * P12: without a fresh book (5 s, not one-sided, not crossed) nothing increases. A reduction passes with a limit, or as
 * the IOC limit that a market order becomes, within twice the collar of a last price of the last 5 minutes; else the owner is asked.
 */
export const staleness: Rule = (one) => {
  if (!measuresMoney(one.rules)) return []
  const { look, facts } = one
  const isFresh = touchOf(facts, look.pair.symbol) !== undefined
  if (isFresh && (!look.isRelative || lastIsFresh(facts, look.pair.symbol))) return []
  if (one.isReduction) return isFresh || isBounded(one) ? [] : [owners(one)]
  return [
    finding(
      one,
      'stale_market',
      `There is no fresh ${isFresh ? 'last price' : 'order book'} of ${look.pair.symbol}, so nothing may increase.`,
      { pair: look.pair.symbol },
      { hint: 'Try again in a few seconds. Orders that reduce pass with a limit near the last price.' },
    ),
  ]
}

const isBounded = ({ look, rules, facts }: Case): boolean => {
  const { collarPercent: percent } = rules
  const last = lastOf(facts, look.pair.symbol)
  if (look.orderType === 'market')
    return rules.marketAs === 'ioc' && percent !== undefined && last !== undefined
  if (look.limit === undefined || last === undefined) return false
  if (percent === undefined) return true
  return !isWorse(look.side, look.limit, worseBy(last, look.side, multiply(percent, '2')))
}

const owners = (one: Case): Finding =>
  finding(
    one,
    'stale_market_owner',
    `There is no fresh order book of ${one.look.pair.symbol}, and the order is not a limit within twice the collar of a recent price: the owner must allow it.`,
    { pair: one.look.pair.symbol },
    { asks: true },
  )
