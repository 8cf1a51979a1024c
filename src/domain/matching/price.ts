import { type Decimal, isDecimal, isNegative, normalise } from '../money.ts'
import type { OrderType, PriceText, Side } from '../order.ts'
import type { Offset } from './order.ts'
import { away } from './trigger.ts'

/** A price text taken apart: absolute, or relative with its sign (`#` leaves the sign to the order). */
export type ParsedPrice =
  | { readonly kind: 'absolute'; readonly price: Decimal }
  | { readonly kind: 'relative'; readonly sign: '+' | '-' | '#'; readonly offset: Offset }

/** Takes a price as Kraken writes it: "30010.0", "+100", "-2.5%", "#5%". Nothing for nonsense. */
export const parsePrice = (text: PriceText): ParsedPrice | undefined => {
  const match = /^([+#-]?)(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text)
  const [, sign = '', digits = '', percent = ''] = match ?? []
  if (!isDecimal(digits)) return undefined
  if (sign === '+' || sign === '-' || sign === '#')
    return { kind: 'relative', sign, offset: { amount: digits, percent: percent === '%' } }
  return percent === '' ? { kind: 'absolute', price: normalise(digits) } : undefined
}

/** The prices an order type takes, as Kraken's `price` and `price2`. */
export interface PricesAsked {
  readonly type: OrderType
  readonly side: Side
  readonly price?: PriceText | undefined
  readonly price2?: PriceText | undefined
}

/** Where they end up in an order. */
export interface PricesPlaced {
  readonly limit?: Decimal | undefined
  readonly trigger?: Decimal | undefined
  readonly trail?: Offset | undefined
  readonly limitOffset?: Offset | undefined
}

/** Tells whether orders of this type have a limit from the start; a trailing-stop-limit gets its own when it fires. */
export const hasLimit = (type: OrderType): boolean =>
  type === 'limit' || type === 'iceberg' || type === 'stop-loss-limit' || type === 'take-profit-limit'

/** Tells whether orders of this type wait for a trigger. */
export const hasTrigger = (type: OrderType): boolean =>
  type.includes('stop') || type.startsWith('take-profit')

/** Turns price texts into an order's own prices: `price` counts from `last`, `price2` from the trigger; rounded to the tick's decimals. */
export const placePrices = (asked: PricesAsked, last: Decimal, places: number): PricesPlaced => {
  if (asked.type === 'market' || asked.type === 'settle-position')
    return { limit: undefined, trigger: undefined }
  if (asked.type === 'limit' || asked.type === 'iceberg')
    return { limit: resolve(asked.price, asked, last, places, false), trigger: undefined, trail: undefined }
  if (asked.type.startsWith('trailing')) return placeTrailing(asked, last, places)
  const trigger = resolve(asked.price, asked, last, places, true)
  const limit = asked.type.endsWith('-limit')
    ? resolve(asked.price2, asked, trigger ?? last, places, false)
    : undefined
  return { trigger, limit, trail: undefined, limitOffset: undefined }
}

const placeTrailing = (asked: PricesAsked, last: Decimal, places: number): PricesPlaced => {
  const trail = offsetOf(asked.price)
  if (trail === undefined) return {}
  return {
    limit: undefined,
    trail,
    trigger: away(last, trail, asked.side === 'buy' ? 1 : -1, places),
    limitOffset: asked.type === 'trailing-stop-limit' ? offsetOf(asked.price2) : undefined,
  }
}

const offsetOf = (text: PriceText | undefined): Offset | undefined => {
  const parsed = text === undefined ? undefined : parsePrice(text)
  if (parsed?.kind !== 'relative') return undefined
  const amount = parsed.sign === '-' ? `-${parsed.offset.amount}` : parsed.offset.amount
  return { amount, percent: parsed.offset.percent }
}

const resolve = (
  text: PriceText | undefined,
  asked: PricesAsked,
  from: Decimal,
  places: number,
  isTrigger: boolean,
): Decimal | undefined => {
  const parsed = text === undefined ? undefined : parsePrice(text)
  if (parsed === undefined) return undefined
  if (parsed.kind === 'absolute') return parsed.price
  const up = parsed.sign === '#' ? isUpward(asked, isTrigger) : parsed.sign === '+'
  const price = away(from, parsed.offset, up ? 1 : -1, places)
  return isNegative(price) ? undefined : price
}

// `#` puts a limit on the passive side of the market, a stop on the losing side and a take-profit on the winning one.
const isUpward = (asked: PricesAsked, isTrigger: boolean): boolean => {
  const stops = isTrigger && !asked.type.startsWith('take-profit')
  return (asked.side === 'sell') !== stops
}
