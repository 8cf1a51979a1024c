import { type PricesPlaced, parsePrice, placePrices } from '../matching/price.ts'
import { away } from '../matching/trigger.ts'
import { type Decimal, isPositive } from '../money.ts'
import type { OrderType, PriceText, Side } from '../order.ts'

/** The prices of an order, resolved: the limit, and the trigger that it waits for. */
export interface Prices {
  readonly limit?: Decimal | undefined
  readonly trigger?: Decimal | undefined
  /** A price that the order needs is missing, is nonsense, or counts from a last price that is not known. */
  readonly isUnpriced: boolean
  /** A price counts from the last price. */
  readonly isRelative: boolean
}

/** An order's prices as the caller wrote them, in Kraken's `price` and `price2`. */
export interface Asked {
  readonly orderType: OrderType
  readonly side: Side
  readonly price?: PriceText | undefined
  readonly price2?: PriceText | undefined
}

/** Resolves the prices of a new order as Kraken does: `price` counts from the last price, `price2` from the trigger. */
export const newPrices = (asked: Asked, last: Decimal | undefined, places: number): Prices => {
  const { orderType: type, side, price, price2 } = asked
  const isRelative = isRelativePrice(price)
  if (isRelative && last === undefined) return { isRelative, isUnpriced: true }
  const placed = placePrices({ type, side, price, price2 }, last ?? '0', places)
  const prices = { trigger: placed.trigger, limit: placed.limit ?? trailingLimit(placed, places) }
  return { ...prices, isRelative, isUnpriced: lacksPrice(type, prices) }
}

/** Resolves one price of an amend from the price that it counts from; undefined for nonsense. */
export const amendedPrice = (text: PriceText, from: Decimal, places: number): Decimal | undefined => {
  const parsed = parsePrice(text)
  if (parsed === undefined || parsed.kind === 'absolute') return parsed?.price
  return away(from, parsed.offset, parsed.sign === '-' ? -1 : 1, places)
}

export const isRelativePrice = (text: PriceText | undefined): boolean =>
  text !== undefined && /^[+\-#]/.test(text)

/** Whether an order of this type wants a price that is not there, or not above zero. */
export const lacksPrice = (type: OrderType, { limit, trigger }: Pick<Prices, 'limit' | 'trigger'>): boolean =>
  (wantsLimit(type) && !isGood(limit)) || (wantsTrigger(type) && !isGood(trigger))

const isGood = (price: Decimal | undefined): boolean => price !== undefined && isPositive(price)

const isPlain = (type: OrderType): boolean => type === 'limit' || type === 'iceberg'
const wantsLimit = (type: OrderType): boolean => isPlain(type) || type.endsWith('-limit')
const wantsTrigger = (type: OrderType): boolean =>
  !isPlain(type) && type !== 'market' && type !== 'settle-position'

// A trailing limit follows the trigger; where it would lie now is where it starts.
const trailingLimit = ({ trigger, limitOffset }: PricesPlaced, places: number): Decimal | undefined => {
  if (limitOffset === undefined || trigger === undefined) return undefined
  const { amount, percent } = limitOffset
  const size = { amount: amount.replace('-', ''), percent }
  return away(trigger, size, amount.startsWith('-') ? -1 : 1, places)
}
