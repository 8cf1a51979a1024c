import { limitsExposure } from '../mandate/rules.ts'
import { add, type Decimal, isMore, larger, multiply, subtract } from '../money.ts'
import {
  type Case,
  type Finding,
  finding,
  groupOf,
  largestFor,
  largestWhere,
  limitOf,
  type Rule,
  unjudged,
} from './case.ts'
import { addGroup, exposureIn, type Stake, stakesOf, totalExposure } from './exposure.ts'
import { worstPrice } from './notional.ts'
import { positionNotional, positionsFor } from './positions.ts'

/** P19: what is at stake, in total, in one asset and in one pair's position, all open orders counted as filled. What does not add to it passes. */
export const exposure: Rule = (one) => (one.isReduction ? [] : [...assets(one), ...position(one)])

type Stakes = ReadonlyMap<string, Stake>
/** The exposure that a limit measures, with so much of the order filled. */
type Measure = (volume: Decimal) => Decimal | undefined

const assets = (one: Case): readonly Finding[] => {
  const { rules, look, rateOf } = one
  if (!limitsExposure(rules)) return []
  const price = worstPrice(look, one.facts, rules)
  const before = stakesOf(one.bound, rules, one.facts, one.groups)
  if (before === undefined) return [unjudged(one, 'maxExposure', 'balances or positions are not known')]
  if (price === undefined) return [unjudged(one, 'maxExposure', 'a price is missing')]
  const ofAsset =
    (asset: string): Measure =>
    (volume) =>
      exposureIn(asset, withOrder(one, before, volume, price).get(asset), rules.currency, rateOf)
  const total: Measure = (volume) =>
    totalExposure(withOrder(one, before, volume, price), rules, one.facts, rateOf)
  return [
    ...measured(one, 'maxExposure', rules.maxExposure, total),
    ...[look.pair.base, look.pair.quote].flatMap((asset) =>
      measured(one, `maxExposurePerAsset (${asset})`, rules.maxExposurePerAsset.get(asset), ofAsset(asset)),
    ),
  ]
}

const measured = (
  one: Case,
  field: string,
  limit: Decimal | undefined,
  measure: Measure,
): readonly Finding[] => {
  if (limit === undefined) return []
  const would = measure(one.look.volume)
  if (would === undefined) return [unjudged(one, field, 'a conversion is missing')]
  if (!isMore(would, limit)) return []
  // What is there already may stay there, even beyond the limit.
  const allowed = [limit, measure('0')].filter((amount) => amount !== undefined).reduce(larger)
  if (!isMore(would, allowed)) return []
  const holds = (volume: Decimal) => {
    const worth = measure(volume)
    return worth !== undefined && !isMore(worth, allowed)
  }
  return [
    finding(
      one,
      field === 'maxExposure' ? 'max_exposure' : 'max_exposure_per_asset',
      `Exposure would be ${would} ${one.rules.currency}, more than the ${limit} that ${limitOf(one, field)} allows.`,
      { limit, would, currency: one.rules.currency },
      { largest: largestWhere(one.look, holds) },
    ),
  ]
}

const NONE: Stake = { held: '0', buys: '0', sells: '0' }

// Only what the order itself moves is worked out anew.
const withOrder = (one: Case, before: Stakes, volume: Decimal, price: Decimal): Stakes => {
  const { look, rules, facts } = one
  const stakes = new Map(before)
  addGroup(groupOf(look, volume, multiply(volume, price), facts.tokenId), facts, (asset, what, amount) => {
    if (rules.cash.has(asset)) return
    const stake = stakes.get(asset) ?? NONE
    stakes.set(asset, { ...stake, [what]: add(stake[what], amount) })
  })
  return stakes
}

const position = (one: Case): readonly Finding[] => {
  const { look, rules, notional } = one
  const limit = rules.maxPositionNotional.get(look.pair.symbol)
  if (limit === undefined || !look.isMargin) return []
  const held = positionsFor(one.bound, one.facts)
  const of = { pair: look.pair.symbol, side: look.side }
  const used = held && positionNotional(of, held, one.groups, one)
  if (used === undefined || notional === undefined)
    return [unjudged(one, 'maxPositionNotional', 'positions or a price are not known')]
  if (!isMore(add(used, notional), limit)) return []
  return [
    finding(
      one,
      'max_position_notional',
      `The position would count ${add(used, notional)} ${rules.currency}, more than the ${limit} that ${limitOf(one, 'maxPositionNotional')} allows on ${look.pair.symbol}.`,
      { limit, used, notional, currency: rules.currency },
      { largest: largestFor(one, notional, subtract(limit, used)) },
    ),
  ]
}
