import { type Rules, rulesOf } from '../mandate/rules.ts'
import { type Decimal, isNegative, larger, multiply, subtract } from '../money.ts'
import { dayNotional } from './day.ts'
import { exposureIn, stakesOf, totalExposure } from './exposure.ts'
import type { Bound, Facts } from './facts.ts'
import { ordersOfMinute } from './p15-rate.ts'
import { openOrders } from './p17-open-orders.ts'
import { unapprovedOfHour } from './p34-approval.ts'
import { type Holding, positionKeys, positionNotional, positionsFor } from './positions.ts'
import { PERIODS, readingFor } from './reading.ts'
import { countsFor, type Group, tally } from './tally.ts'
import { createRates, type RateOf } from './worth.ts'

/** One allowance of a document: what it allows, what of it is used, what is left; decimals. Used and left are absent where a fact is missing. */
export interface Usage {
  readonly allowance: string
  /** The asset or pair that it is about, where it is about one. */
  readonly of?: string
  readonly limit: Decimal
  readonly used?: Decimal
  readonly left?: Decimal
  readonly currency?: string
}

interface Seen {
  readonly bound: Bound
  readonly rules: Rules
  readonly facts: Facts
  readonly groups: readonly Group[]
  readonly rateOf: RateOf
}

/** What of each allowance of a document is used and left, by the same words as the rules. */
export const usageOf = (bound: Bound, facts: Facts): readonly Usage[] => {
  const seen = {
    bound,
    rules: rulesOf(bound.mandate),
    facts,
    groups: tally(facts, new Set()),
    rateOf: createRates(facts),
  }
  return [...flows(seen), ...counts(seen), ...exposures(seen), ...positions(seen), ...periods(seen)]
}

const flows = ({ bound, rules, facts, groups, rateOf }: Seen): readonly Usage[] => {
  const { approval, currency } = rules
  const above = typeof approval === 'object' ? approval.above : undefined
  return [
    ...row('maxDayNotional', rules.maxDayNotional, () => dayNotional(bound, rules, facts, groups, rateOf), {
      currency,
    }),
    ...row('approval.above', above, () => unapprovedOfHour(bound, currency, facts, groups, rateOf), {
      currency,
    }),
  ]
}

const counts = ({ bound, rules, facts, groups }: Seen): readonly Usage[] => {
  const pairs = new Set(groups.filter(({ tokenId }) => countsFor(bound, tokenId)).map(({ pair }) => pair))
  return [
    ...row('ordersPerMinute', textOf(rules.ordersPerMinute), () =>
      String(ordersOfMinute(facts, bound).length),
    ),
    ...row('maxOpenOrders', textOf(rules.maxOpenOrders), () => String(openOrders(groups, bound))),
    ...[...pairs].flatMap((pair) =>
      row(
        'maxOpenOrdersPerPair',
        textOf(rules.maxOpenOrdersPerPair),
        () => String(openOrders(groups, bound, pair)),
        {
          of: pair,
        },
      ),
    ),
  ]
}

const exposures = ({ bound, rules, facts, groups, rateOf }: Seen): readonly Usage[] => {
  const { currency } = rules
  const stakes = stakesOf(bound, rules, facts, groups)
  return [
    ...row('maxExposure', rules.maxExposure, () => stakes && totalExposure(stakes, rules, facts, rateOf), {
      currency,
    }),
    ...[...rules.maxExposurePerAsset].flatMap(([asset, limit]) =>
      row(
        'maxExposurePerAsset',
        limit,
        () => stakes && exposureIn(asset, stakes.get(asset), currency, rateOf),
        {
          of: asset,
          currency,
        },
      ),
    ),
  ]
}

const positions = (seen: Seen): readonly Usage[] => {
  const { bound, rules, facts, groups } = seen
  const held = positionsFor(bound, facts)
  return [
    ...row(
      'maxOpenPositions',
      textOf(rules.maxOpenPositions),
      () => held && String(positionKeys(held, groups, bound).size),
    ),
    ...[...rules.maxPositionNotional].flatMap(([pair, limit]) =>
      row('maxPositionNotional', limit, () => held && largestSide(pair, held, seen), {
        of: pair,
        currency: rules.currency,
      }),
    ),
  ]
}

const largestSide = (pair: string, held: readonly Holding[], seen: Seen): Decimal | undefined => {
  const long = positionNotional({ pair, side: 'buy' }, held, seen.groups, seen)
  const short = positionNotional({ pair, side: 'sell' }, held, seen.groups, seen)
  return long === undefined || short === undefined ? undefined : larger(long, short)
}

const periods = ({ bound, rules, facts, rateOf }: Seen): readonly Usage[] => {
  const reading = readingFor(bound, facts)
  const rate = reading && rateOf(reading.currency, rules.currency)
  return PERIODS.flatMap((period) => [
    ...row('maxLoss', rules.losses[period], () => reading && rate && multiply(reading[period].loss, rate), {
      of: period,
      currency: rules.currency,
    }),
    ...row('maxDrawdownPercent', rules.drawdowns[period], () => reading?.[period].drawdownPercent, {
      of: period,
    }),
  ])
}

const row = (
  allowance: string,
  limit: Decimal | undefined,
  measure: () => Decimal | undefined,
  about: Pick<Usage, 'of' | 'currency'> = {},
): readonly Usage[] => {
  if (limit === undefined) return []
  const used = measure()
  const left = used === undefined ? undefined : subtract(limit, used)
  return [
    {
      allowance,
      ...about,
      limit,
      ...(used === undefined ? {} : { used }),
      ...(left === undefined ? {} : { left: isNegative(left) ? '0' : left }),
    },
  ]
}

const textOf = (count: number | undefined): Decimal | undefined =>
  count === undefined ? undefined : String(count)
