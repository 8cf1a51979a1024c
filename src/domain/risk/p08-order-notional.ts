import { isMore } from '../money.ts'
import { finding, largestFor, limitOf, type Rule, unjudged } from './case.ts'

/** P08: no order is larger than the mandate says; an amended one is measured whole. */
export const orderNotional: Rule = (one) => {
  const { maxOrderNotional: limit, currency } = one.rules
  const { notional } = one
  if (limit === undefined || one.isReduction) return []
  if (notional === undefined) return [unjudged(one, 'maxOrderNotional', 'a price or a conversion is missing')]
  if (!isMore(notional, limit)) return []
  return [
    finding(
      one,
      'max_order_notional',
      `The order counts ${notional} ${currency}, more than the ${limit} that ${limitOf(one, 'maxOrderNotional')} allows.`,
      { limit, notional, currency },
      { largest: largestFor(one, notional, limit) },
    ),
  ]
}
