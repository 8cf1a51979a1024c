import { type Decimal, subtract } from '../money.ts'
import type { ConditionalClose, OrderType, Side, TimeInForce } from '../order.ts'
import { quickCompare } from './quick.ts'
import type { Terms } from './terms.ts'

/** A distance that follows the market: an amount of quote currency, or a percentage of the price. */
export interface Offset {
  readonly amount: Decimal
  readonly percent: boolean
}

/** Kraken's three forms of self-trade prevention (`stptype`). */
export const SELF_TRADE = ['cancel-newest', 'cancel-oldest', 'cancel-both'] as const
export type SelfTrade = (typeof SELF_TRADE)[number]

/** An order as it was judged good and before it has an id. Prices are absolute decimals, times unix milliseconds. */
export interface Ticket {
  readonly terms: Terms
  readonly side: Side
  readonly type: OrderType
  /** Base units; quote units with the flag `viqc`. */
  readonly volume: Decimal
  readonly limit?: Decimal | undefined
  readonly trigger?: Decimal | undefined
  readonly triggerBy?: 'last' | 'index' | undefined
  /** How far a trailing trigger stays behind the market. */
  readonly trail?: Offset | undefined
  /** Where a trailing-stop-limit puts its limit, from the trigger. */
  readonly limitOffset?: Offset | undefined
  readonly displayVolume?: Decimal | undefined
  /** 0 for a spot order. */
  readonly leverage: number
  readonly reduceOnly: boolean
  readonly timeInForce: TimeInForce
  readonly flags: readonly string[]
  readonly startAt?: number | undefined
  readonly expireAt?: number | undefined
  readonly close?: ConditionalClose | undefined
  readonly clientOrderId?: string | undefined
  readonly userref?: number | undefined
  /** What happens when the order would meet one of our own; without it the newest goes. */
  readonly selfTrade?: SelfTrade | undefined
  /** The parent of a conditional close. */
  readonly parent?: string | undefined
}

/** Where an open order stands on its road: waiting for its start, for its trigger, for the next look at the book, or in the book. */
export type Stage = 'scheduled' | 'armed' | 'due' | 'resting'

/** An order with its id, its fills and its place in the queue. */
export interface Order extends Ticket {
  readonly id: string
  /** Arrival; renewed when an amend loses the queue place. */
  readonly rank: number
  readonly stage: Stage
  readonly status: 'pending' | 'open' | 'closed' | 'canceled' | 'expired'
  readonly reason: string | null
  readonly openedAt: number
  /** Entry or last amend: the age that Kraken's penalties count. */
  readonly touchedAt: number
  readonly closedAt?: number
  readonly filled: Decimal
  readonly cost: Decimal
  readonly fee: Decimal
  /** Strangers' volume that stands before this order at its price; null while no snapshot has reached down to it. */
  readonly queueAhead: Decimal | null
  readonly trades: readonly string[]
  readonly amended: boolean
}

/** An order before its first fill. */
export const UNFILLED = {
  reason: null,
  filled: '0',
  cost: '0',
  fee: '0',
  queueAhead: '0',
  trades: [],
  amended: false,
} as const

/** Orders of one side as the market reaches them: the best price first, then the earliest. */
export const byPriority = (a: Order, b: Order): number =>
  quickCompare(b.limit ?? '0', a.limit ?? '0') * (a.side === 'buy' ? 1 : -1) || a.rank - b.rank

/** What is left to fill, in the units of `volume`. */
export const remaining = (order: Order): Decimal =>
  subtract(order.volume, order.flags.includes('viqc') ? order.cost : order.filled)

/** Tells whether the order becomes a market order once it is entered. */
export const isMarketable = (order: Pick<Ticket, 'limit'>): boolean => order.limit === undefined
