import { isLess, isZero, multiply } from '../money.ts'
import { type Case, type Finding, finding, type Rule } from './case.ts'
import { touchOf } from './market.ts'

/** P07: what the pair takes at least, in Kraken's own words. */
export const minimums: Rule = (one) => [...orderMinimum(one), ...costMinimum(one)]

const isExempt = ({ look: { intent, volume, target } }: Case): boolean =>
  isZero(volume) || (intent.volume !== undefined && isZero(intent.volume)) || target !== undefined

const orderMinimum = (one: Case): readonly Finding[] => {
  const { pair, volume, cost } = one.look
  if (isExempt(one) || cost !== undefined || pair.orderMin === undefined) return []
  if (!isLess(volume, pair.orderMin)) return []
  return [
    finding(
      one,
      'order_minimum',
      `Volume ${volume} is below the ${pair.symbol} minimum of ${pair.orderMin} (Order minimum not met).`,
      { minimum: pair.orderMin, volume },
      { hint: `Send volume ${pair.orderMin} or more.` },
    ),
  ]
}

const costMinimum = (one: Case): readonly Finding[] => {
  const { pair, volume, cost: spent, limit, trigger, side } = one.look
  const touch = touchOf(one.facts, pair.symbol)
  const price = limit ?? trigger ?? (side === 'buy' ? touch?.ask : touch?.bid)
  const cost = spent ?? (price === undefined ? undefined : multiply(volume, price))
  if (isExempt(one) || cost === undefined || pair.costMin === undefined) return []
  if (!isLess(cost, pair.costMin)) return []
  return [
    finding(
      one,
      'cost_minimum',
      `The order costs ${cost}, below the ${pair.symbol} minimum of ${pair.costMin} (Cost minimum not met).`,
      { minimum: pair.costMin, cost },
      { hint: `Raise volume or price until they cost ${pair.costMin} or more.` },
    ),
  ]
}
