import { type Decimal, divide, fixed, multiply, type Rounding } from '../money.ts'
import type { PairRules } from '../precision.ts'

// More digits than a double has, for every price there is.
const PLACES = 20

/** A computed number as a decimal; what becomes a price or a volume goes on as one. Takes finite numbers below 1e21. */
export const decimalOf = (value: number): Decimal => value.toFixed(PLACES)

/** A positive price on the pair's tick. */
export const toTick = (
  price: Decimal,
  { tickSize, pairDecimals }: PairRules,
  rounding: Rounding,
): Decimal => {
  const step = tickSize ?? (pairDecimals === 0 ? '1' : `0.${'0'.repeat(pairDecimals - 1)}1`)
  return fixed(multiply(divide(price, step, 0, rounding), step), pairDecimals)
}
