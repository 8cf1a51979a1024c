import {
  type Decimal,
  decimalPlaces,
  divide,
  isLess,
  isMultipleOf,
  isNegative,
  isZero,
  multiply,
  normalise,
} from '../money.ts'
import type { Bench } from './judge.ts'
import { hasLimit, hasTrigger, type PricesPlaced, placePrices } from './price.ts'
import { checkPriceText } from './price-text.ts'
import { Refused } from './refused.ts'
import type { PairRules } from './terms.ts'
import type { Wish } from './wish.ts'

/** Reads a wish's prices and refuses those that are missing, nonsense or off the tick. */
export const judgePrices = (wish: Wish, { rules, last }: Bench): PricesPlaced => {
  checkPriceText(wish.orderType, wish.price, wish.price2, rules)
  if (wish.close) checkPriceText(wish.close.orderType, wish.close.price, wish.close.price2, rules, 'close')
  const asked = { type: wish.orderType, side: wish.side, price: wish.price, price2: wish.price2 }
  const prices = onTick(wish, placePrices(asked, last, rules.pairDecimals), rules)
  for (const price of [prices.limit, prices.trigger]) checkTick(price, rules)
  checkWhole(wish, prices)
  return prices
}

// What we computed from a relative price is put on the tick; what the client wrote itself must be on it.
const onTick = (wish: Wish, prices: PricesPlaced, rules: PairRules): PricesPlaced => {
  const snap = (text: string | undefined, price: Decimal | undefined) =>
    price === undefined || text === undefined || /^[\d.]/.test(text)
      ? price
      : nearestTick(price, rules.tickSize)
  const limitText = wish.orderType.endsWith('-limit') ? wish.price2 : wish.price
  return { ...prices, limit: snap(limitText, prices.limit), trigger: snap(wish.price, prices.trigger) }
}

const nearestTick = (price: Decimal, tick: Decimal): Decimal =>
  normalise(multiply(divide(price, tick, 0, 'half-up'), tick))

// A relative price may lead to or below zero.
const checkWhole = ({ orderType }: Wish, prices: PricesPlaced): void => {
  if (hasLimit(orderType) && prices.limit === undefined) throw new Refused('EOrder:Invalid price')
  if (hasTrigger(orderType) && prices.trigger === undefined) throw new Refused('EOrder:Invalid price')
}

const checkTick = (price: Decimal | undefined, rules: PairRules): void => {
  if (price === undefined) return
  if (isNegative(price) || isZero(price)) throw new Refused('EOrder:Invalid price')
  if (decimalPlaces(price) > rules.pairDecimals || !isMultipleOf(price, rules.tickSize))
    throw new Refused('EOrder:Tick size check failed')
}

/** Refuses an order whose cost is below the pair's minimum; a market order is measured at the last price. */
export const checkCost = (wish: Wish, prices: PricesPlaced, { rules, last }: Bench): void => {
  if (isZero(wish.volume)) return
  const cost = wish.flags?.includes('viqc')
    ? wish.volume
    : multiply(wish.volume, prices.limit ?? prices.trigger ?? last)
  if (isLess(cost, rules.costMin)) throw new Refused('EOrder:Cost minimum not met')
}
