import { type Decimal, divide, isLess, isMore, isPositive, multiply, smaller, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import type { OpenLevel } from './taken.ts'

/** How much a taker wants: base units, or quote units to be spent. */
export type Want = { readonly base: Decimal } | { readonly quote: Decimal; readonly lotDecimals: number }

/** Tells whether a taker of this side may trade at `price` under its limit; without one every price will do. */
export const isWithin = (side: Side, price: Decimal, limit: Decimal | undefined): boolean =>
  limit === undefined || (side === 'buy' ? !isMore(price, limit) : !isLess(price, limit))

/** Walks price levels, best first, and returns what is taken of each until the want or the limit is reached. */
export const walk = (
  levels: Iterable<OpenLevel>,
  side: Side,
  want: Want,
  limit: Decimal | undefined,
): readonly OpenLevel[] => {
  const slices: OpenLevel[] = []
  let left = 'base' in want ? want.base : want.quote
  for (const level of levels) {
    if (!isPositive(left) || !isWithin(side, level.price, limit)) break
    const volume = smaller(level.volume, affordable(want, left, level.price))
    if (!isPositive(volume)) break
    slices.push({ ...level, volume })
    left = subtract(left, 'base' in want ? volume : multiply(volume, level.price))
  }
  return slices
}

const affordable = (want: Want, left: Decimal, price: Decimal): Decimal =>
  'base' in want ? left : divide(left, price, want.lotDecimals, 'down')
