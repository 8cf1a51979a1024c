import { type Decimal, fixed } from '../../domain/money.ts'
import { findAsset } from '../market/assets.ts'

/** Unix seconds with Kraken's four decimals, from milliseconds. */
export const seconds = (ms: number): number => Math.round(ms * 10) / 10_000

/** An amount at its asset's ledger decimals. */
export const inLedger = (asset: string, amount: Decimal): Decimal =>
  fixed(amount, findAsset(asset)?.decimals ?? 10)

/** Costs, fees and stop prices as orders and trades show them. */
export const inCost = (amount: Decimal, costDecimals: number): Decimal =>
  fixed(amount, Math.max(5, costDecimals))
