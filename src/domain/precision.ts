import { BreakwaterError } from './errors.ts'
import {
  compare,
  type Decimal,
  decimalPlaces,
  fixed,
  isDecimal,
  isMultipleOf,
  isZero,
  multiply,
} from './money.ts'
import type { AddIntent } from './order.ts'

/** What a pair takes, as Kraken's AssetPairs states it; what it does not state is not checked. */
export interface PairRules {
  readonly symbol: string
  readonly pairDecimals: number
  readonly lotDecimals: number
  readonly tickSize?: Decimal | undefined
  readonly orderMin?: Decimal | undefined
  readonly costMin?: Decimal | undefined
}

/**
 * Refuses a new order whose digits or size the pair does not take, with the numbers and the nearest order that would
 * pass; nothing is rounded silently. Relative prices and volumes that close a position or count the quote asset are Kraken's to judge.
 * Throws `invalid` (invalid_volume, order_minimum, invalid_price, cost_minimum). Source: Kraken's AssetPairs page.
 */
export const checkPrecision = (order: AddIntent, rules: PairRules): void => {
  if (!order.flags?.includes('viqc') && !isZero(order.volume)) checkVolume(order.volume, rules)
  for (const price of [order.price, order.price2]) if (isAbsolute(price)) checkPrice(price, rules)
  checkCost(order, rules)
}

const checkVolume = (volume: Decimal, { symbol, lotDecimals, orderMin }: PairRules): void => {
  if (decimalPlaces(volume) > lotDecimals) {
    throw new BreakwaterError(
      'invalid',
      'invalid_volume',
      `Volume ${volume} has more than ${symbol}'s ${lotDecimals} decimals`,
      {
        hint: `Send volume ${fixed(volume, lotDecimals)}, or another with at most ${lotDecimals} decimals`,
        details: { decimals: lotDecimals, nearest: fixed(volume, lotDecimals) },
      },
    )
  }
  if (orderMin !== undefined && compare(volume, orderMin) < 0) {
    throw new BreakwaterError(
      'invalid',
      'order_minimum',
      `Volume ${volume} is below the ${symbol} minimum of ${orderMin} (Order minimum not met)`,
      { hint: `Send volume ${orderMin} or more`, details: { minimum: orderMin } },
    )
  }
}

const checkPrice = (price: Decimal, { symbol, pairDecimals, tickSize }: PairRules): void => {
  const step = tickSize ?? (pairDecimals === 0 ? '1' : `0.${'0'.repeat(pairDecimals - 1)}1`)
  if (decimalPlaces(price) <= pairDecimals && isMultipleOf(price, step)) return
  throw new BreakwaterError(
    'invalid',
    'invalid_price',
    `Price ${price} is no multiple of ${symbol}'s tick of ${step} (Tick size check failed)`,
    {
      hint: `Send a price in steps of ${step}, with at most ${pairDecimals} decimals`,
      details: { tick_size: step, decimals: pairDecimals, nearest: fixed(price, pairDecimals, 'half-up') },
    },
  )
}

const checkCost = ({ orderType, volume, price, flags }: AddIntent, { symbol, costMin }: PairRules): void => {
  if (orderType !== 'limit' || !isAbsolute(price) || costMin === undefined || flags?.includes('viqc')) return
  const cost = multiply(volume, price)
  if (isZero(volume) || compare(cost, costMin) >= 0) return
  throw new BreakwaterError(
    'invalid',
    'cost_minimum',
    `The order costs ${cost}, below the ${symbol} minimum of ${costMin} (Cost minimum not met)`,
    {
      hint: `Raise volume or price until they cost ${costMin} or more`,
      details: { minimum: costMin, cost },
    },
  )
}

const isAbsolute = (price: string | undefined): price is Decimal =>
  price !== undefined && isDecimal(price) && /^\d/.test(price)
