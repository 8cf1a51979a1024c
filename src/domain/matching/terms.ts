import type { FeeRates } from '../fees.ts'
import type { Decimal } from '../money.ts'

/** What an order needs to know of its pair while it lives; fixed when it is entered, fee rates included. */
export interface Terms extends FeeRates {
  readonly pair: string // the pair's key, XXBTZUSD
  readonly altname: string // as Kraken's texts name it, XBTUSD
  readonly base: string
  readonly quote: string
  /** Decimals of a price, a volume and a shown cost. */
  readonly pairDecimals: number
  readonly lotDecimals: number
  readonly costDecimals: number
  /** Decimals at which the ledger keeps each asset. */
  readonly basePlaces: number
  readonly quotePlaces: number
  /** The rates come from our own dated table, not from Kraken. */
  readonly feeAssumed?: boolean | undefined
}

/** What an order is judged by: the pair's rules on top of its terms. */
export interface PairRules extends Terms {
  readonly tickSize: Decimal
  readonly orderMin: Decimal
  readonly costMin: Decimal
  readonly leverageBuy: readonly number[]
  readonly leverageSell: readonly number[]
  /** With `refused` nothing with leverage is taken, whatever the pair offers. */
  readonly margin?: 'refused' | undefined
  readonly status: 'online' | 'cancel_only' | 'post_only' | 'limit_only' | 'reduce_only'
}

/** The part of the rules that stays with an order. */
export const termsOf = (rules: PairRules): Terms => ({
  pair: rules.pair,
  altname: rules.altname,
  base: rules.base,
  quote: rules.quote,
  pairDecimals: rules.pairDecimals,
  lotDecimals: rules.lotDecimals,
  costDecimals: rules.costDecimals,
  basePlaces: rules.basePlaces,
  quotePlaces: rules.quotePlaces,
  maker: rules.maker,
  taker: rules.taker,
  ...(rules.feeAssumed ? { feeAssumed: true } : {}),
})
