import type { Decimal } from './money.ts'

export type Side = 'buy' | 'sell'

/** The side that takes back what the other one did. */
export const oppositeSide = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy')

/** Kraken's order types, as REST spells them. */
export const ORDER_TYPES = [
  'market',
  'limit',
  'iceberg',
  'stop-loss',
  'take-profit',
  'stop-loss-limit',
  'take-profit-limit',
  'trailing-stop',
  'trailing-stop-limit',
  'settle-position',
] as const
export type OrderType = (typeof ORDER_TYPES)[number]

export type TimeInForce = 'GTC' | 'IOC' | 'GTD' | 'FOK'

/** A price as Kraken takes it: a decimal, or relative to the market with a `+`, `-` or `#` prefix and an optional `%`. */
export type PriceText = string

/** The order that Kraken opens by itself once its parent fills. */
export interface ConditionalClose {
  readonly orderType: OrderType
  readonly price?: PriceText | undefined
  readonly price2?: PriceText | undefined
}

/** A wish to place one new order. Volume in base units (quote units with the flag `viqc`). */
export interface AddIntent {
  readonly kind: 'add'
  readonly pair: string
  readonly side: Side
  readonly orderType: OrderType
  readonly volume: Decimal
  readonly price?: PriceText | undefined
  readonly price2?: PriceText | undefined
  readonly displayVolume?: Decimal | undefined
  readonly leverage?: string | undefined
  readonly reduceOnly?: boolean | undefined
  readonly timeInForce?: TimeInForce | undefined
  readonly flags?: readonly string[] | undefined
  readonly startTime?: string | undefined
  readonly expireTime?: string | undefined
  readonly close?: ConditionalClose | undefined
  readonly clientOrderId?: string | undefined
  readonly userref?: number | undefined
}

/** Which order is meant: Kraken's id, or the client's own. */
export interface OrderReference {
  readonly txid?: string | undefined
  readonly clientOrderId?: string | undefined
}

/** A wish to change a resting order in place; what is left out stays as it is. */
export interface AmendIntent {
  readonly kind: 'amend'
  readonly order: OrderReference
  readonly volume?: Decimal | undefined
  readonly displayVolume?: Decimal | undefined
  readonly limitPrice?: PriceText | undefined
  readonly triggerPrice?: PriceText | undefined
}

/** A wish to cancel an order and place a changed one in its stead (Kraken's legacy EditOrder). */
export interface EditIntent {
  readonly kind: 'edit'
  readonly order: OrderReference
  readonly pair: string
  readonly volume?: Decimal | undefined
  readonly displayVolume?: Decimal | undefined
  readonly price?: PriceText | undefined
  readonly price2?: PriceText | undefined
}

/** What the rails judge: one element for each order that a call would place or change. */
export type OrderIntent = AddIntent | AmendIntent | EditIntent
