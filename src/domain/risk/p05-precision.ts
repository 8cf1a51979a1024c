import { type Decimal, decimalPlaces, fixed, isMultipleOf, isZero } from '../money.ts'
import { type Case, type Finding, finding, type Rule } from './case.ts'
import { isRelativePrice } from './prices.ts'

/** P05: the digits that the pair takes, in Kraken's own words; nothing is rounded silently, the nearest is offered. */
export const precision: Rule = (one) => [...volume(one), ...prices(one)]

const volume = (one: Case): readonly Finding[] => {
  const { intent, pair, cost } = one.look
  const { volume: written } = intent
  const places = cost === undefined ? pair.lotDecimals : pair.costDecimals
  if (written === undefined || one.look.isClose || decimalPlaces(written) <= places) return []
  const nearest = fixed(written, places)
  return [
    finding(
      one,
      'invalid_volume',
      `Volume ${written} has more than the ${places} decimals of ${pair.symbol} (Invalid arguments:volume).`,
      { decimals: places, nearest },
      { largest: nearest },
    ),
  ]
}

const prices = (one: Case): readonly Finding[] => {
  const { pair } = one.look
  const offTick = (price: Decimal) =>
    decimalPlaces(price) > pair.pairDecimals ||
    (!isZero(pair.tickSize) && !isMultipleOf(price, pair.tickSize))
  return absolutePrices(one)
    .filter(offTick)
    .map((price) =>
      finding(
        one,
        'invalid_price',
        `Price ${price} is no multiple of ${pair.symbol}'s tick of ${pair.tickSize} (Tick size check failed).`,
        { tick: pair.tickSize, nearest: fixed(price, pair.pairDecimals, 'half-up') },
      ),
    )
}

// Relative prices are rounded by Kraken.
const absolutePrices = ({ look }: Case): readonly Decimal[] =>
  writtenPrices(look).filter(
    (price): price is Decimal => price !== undefined && !isRelativePrice(price) && /^[\d.]+$/.test(price),
  )

const writtenPrices = ({ intent, isClose }: Case['look']): readonly (string | undefined)[] => {
  if (intent.kind === 'amend') return [intent.limitPrice, intent.triggerPrice]
  if (isClose && intent.kind === 'add') return [intent.close?.price, intent.close?.price2]
  return [intent.price, intent.price2]
}
