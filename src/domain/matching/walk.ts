import { type Decimal, divide, isPositive, multiply, smaller, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import { quickCompare } from './quick.ts'
import type { Met } from './self-trade.ts'

/** How much a taker wants: base units, or quote units to be spent. */
export type Want = { readonly base: Decimal } | { readonly quote: Decimal; readonly lotDecimals: number }

/** Tells whether a taker of this side may trade at `price` under its limit; without one every price will do. */
export const isWithin = (side: Side, price: Decimal, limit: Decimal | undefined): boolean =>
  limit === undefined || quickCompare(price, limit) * (side === 'buy' ? 1 : -1) <= 0

/** Walks what a taker meets, best first, and returns the steps it takes until its want or its limit is reached; at one of our own it goes on only if `passesOwn`. */
export const walk = (
  way: Iterable<Met>,
  side: Side,
  want: Want,
  limit: Decimal | undefined,
  passesOwn: boolean,
): readonly Met[] => {
  const steps: Met[] = []
  let left = 'base' in want ? want.base : want.quote
  for (const met of way) {
    const { price } = 'level' in met ? met.level : { price: met.own.limit }
    if (!isPositive(left) || !isWithin(side, price, limit)) break
    const most = affordable(want, left, price)
    if (!isPositive(most)) break
    if ('own' in met) {
      steps.push(met)
      if (passesOwn) continue
      break
    }
    const volume = smaller(met.level.volume, most)
    steps.push({ level: { ...met.level, volume } })
    left = subtract(left, 'base' in want ? volume : multiply(volume, price))
  }
  return steps
}

const affordable = (want: Want, left: Decimal, price: Decimal): Decimal =>
  'base' in want ? left : divide(left, price, want.lotDecimals, 'down')
