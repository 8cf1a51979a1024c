import { type Decimal, fixed } from '../../domain/money.ts'
import type { TradingMarket } from './call.ts'

const DECIMALS = 10

/** Unix seconds with Kraken's four decimals, from milliseconds. */
export const seconds = (ms: number): number => Math.round(ms * 10) / 10_000

/** The decimals of an asset's ledger; Kraken's usual ten for one that is not listed. */
export const placesOf = (market: Pick<TradingMarket, 'asset'>, asset: string): number =>
  market.asset(asset)?.decimals ?? DECIMALS

/** An amount at its asset's ledger decimals. */
export const inLedger = (market: Pick<TradingMarket, 'asset'>, asset: string, amount: Decimal): Decimal =>
  fixed(amount, placesOf(market, asset))

/** Costs, fees and stop prices as orders and trades show them. */
export const inCost = (amount: Decimal, costDecimals: number): Decimal =>
  fixed(amount, Math.max(5, costDecimals))
