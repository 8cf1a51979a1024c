import { measuresMoney } from '../mandate/rules.ts'
import {
  type Decimal,
  divide,
  isLess,
  isPositive,
  multiply,
  smaller,
  subtract,
  sum,
  sumOfProducts,
} from '../money.ts'
import { type Case, type Finding, finding, type Rule, unjudged, written } from './case.ts'
import { leftOf } from './left.ts'
import { worstCost } from './notional.ts'

const PLACES = 20

/** P18: an increase needs free balance or free margin. A reduction is never refused for it: there Kraken decides. */
export const funds: Rule = (one) => {
  const { look, facts, rules } = one
  // What a close sells or spends comes from its parent's fill.
  if (one.isReductionForAll || look.isClose || !measuresMoney(rules)) return []
  if (look.isMargin) return margin(one)
  if (facts.holdings === undefined) return [unjudged(one, 'Free balance', 'the balances are not known')]
  return balance(one)
}

const balance = (one: Case): readonly Finding[] => {
  const { look, facts, rules } = one
  const asset = look.side === 'buy' ? look.pair.quote : look.pair.base
  const held = facts.holdings?.find((holding) => holding.asset === asset)?.free ?? '0'
  const free = subtract(held, takenBefore(one))
  const needed = look.side === 'buy' ? worstCost(look, facts, rules) : look.volume
  if (needed === undefined) return [unjudged(one, 'Free balance', 'a price is missing')]
  const more = subtract(needed, releasedBy(one))
  return isLess(free, more) ? [insufficient(one, asset, free, more)] : []
}

// The orders of one call stand on one pair, and are paid for together.
const takenBefore = ({ look, facts, rules, earlier }: Case): Decimal =>
  sum(
    earlier
      .filter((other) => !other.isClose && !other.isMargin && other.side === look.side)
      .map((other) => (look.side === 'buy' ? (worstCost(other, facts, rules) ?? '0') : other.volume)),
  )

const releasedBy = ({ look: { target, side } }: Case): Decimal => {
  if (!target) return '0'
  const left = leftOf(target)
  return side === 'buy' ? multiply(left, target.worstPrice) : left
}

const insufficient = (one: Case, asset: string, free: Decimal, needed: Decimal): Finding => {
  const { look } = one
  const size = look.cost ?? look.volume
  const fits = isPositive(free) ? smaller(size, divide(multiply(size, free), needed, PLACES)) : '0'
  return finding(
    one,
    'insufficient_funds',
    `The order needs ${needed} ${asset}, and ${free} is free (Insufficient funds).`,
    { asset, free, needed },
    look.target ? {} : { largest: written(look, fits) },
  )
}

// Orders of one call stand on one pair: what converts this one converts them, and an order without a price is denied for itself.
const marginBefore = ({ facts, rules, earlier, rateOf, look }: Case, currency: string): Decimal =>
  sumOfProducts(
    earlier
      .filter(({ isMargin, isClose, reduceOnly }) => isMargin && !isClose && !reduceOnly)
      .map((other) => [
        divide(worstCost(other, facts, rules) ?? '0', String(other.leverage), PLACES, 'up'),
        rateOf(look.pair.quote, currency) ?? '0',
      ]),
  )

const margin = (one: Case): readonly Finding[] => {
  const { look, facts } = one
  if (facts.margin === undefined) return [unjudged(one, 'Free margin', 'it is not known')]
  const { currency = 'USD' } = facts.margin
  const freeMargin = subtract(facts.margin.freeMargin, marginBefore(one, currency))
  const cost = worstCost(look, facts, one.rules)
  const rate = one.rateOf(look.pair.quote, currency)
  if (cost === undefined || rate === undefined) return [unjudged(one, 'Free margin', 'a price is missing')]
  const needed = divide(multiply(cost, rate), String(look.leverage), PLACES, 'up')
  if (!isLess(freeMargin, needed)) return []
  const fits = isPositive(freeMargin) ? divide(multiply(look.volume, freeMargin), needed, PLACES) : '0'
  return [
    finding(
      one,
      'insufficient_margin',
      `The order needs margin of ${needed} ${currency}, and ${freeMargin} is free (Insufficient margin).`,
      { free: freeMargin, needed, currency },
      { largest: written(look, fits) },
    ),
  ]
}
