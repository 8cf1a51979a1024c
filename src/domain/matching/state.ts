import { type Decimal, subtract } from '../money.ts'
import type { Side } from '../order.ts'
import type { IdSource } from './ids.ts'
import type { Order } from './order.ts'
import type { Terms } from './terms.ts'

/** A margin position, opened by one order; the money fields are in quote currency. */
export interface Position {
  readonly id: string
  readonly orderId: string
  readonly terms: Terms
  readonly side: Side
  readonly orderType: string
  readonly openedAt: number
  readonly leverage: number
  readonly volume: Decimal
  readonly cost: Decimal
  readonly fee: Decimal
  readonly margin: Decimal
  readonly closedVolume: Decimal
  /** What the closed part had cost when opened, and what closing it brought. */
  readonly closedBasis: Decimal
  readonly closedCost: Decimal
  readonly closedFee: Decimal
  readonly closingTrades: readonly string[]
}

/** Liquidity of a level that we took: it stays taken until the level shows another volume. */
export interface Taken {
  readonly shown: Decimal
  readonly taken: Decimal
}

/** All that matching needs to go on: plain JSON. What is over (trades, ledger, closed orders) leaves as effects. */
export interface MatchState {
  /** Ids are made from the seed and a counter. */
  readonly ids: IdSource
  readonly balances: Readonly<Record<string, Decimal>>
  readonly orders: Readonly<Record<string, Order>>
  readonly positions: Readonly<Record<string, Position>>
  readonly taken: Readonly<Record<string, Taken>>
}

/** An account with nothing in it. */
export const emptyState = (seed: string): MatchState => ({
  ids: { seed, next: 1 },
  balances: {},
  orders: {},
  positions: {},
  taken: {},
})

/** The part of a position that is still open, in base units. */
export const openVolume = (position: Position): Decimal => subtract(position.volume, position.closedVolume)
