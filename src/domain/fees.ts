import { type Decimal, isMore } from './money.ts'

/** Fee rates in percent of the trade's cost; a rate may be negative (a rebate). */
export interface FeeRates {
  readonly maker: Decimal
  readonly taker: Decimal
}

/** One tier: the rates from a 30-day volume in USD upwards. */
export interface FeeTier extends FeeRates {
  readonly minVolume: Decimal
}

/**
 * Kraken's Spot schedule as AssetPairs last published it (between November 2025 and February 2026). Since 2026-09-08
 * those arrays are empty and only TradeVolume knows an account's true fee, so what is read from here is `assumed`.
 */
export const FEE_TABLE = {
  asOf: '2026-02-26',
  assumed: true,
  tiers: [
    { minVolume: '0', maker: '0.25', taker: '0.40' },
    { minVolume: '10000', maker: '0.20', taker: '0.35' },
    { minVolume: '50000', maker: '0.14', taker: '0.24' },
    { minVolume: '100000', maker: '0.12', taker: '0.22' },
    { minVolume: '250000', maker: '0.10', taker: '0.20' },
    { minVolume: '500000', maker: '0.08', taker: '0.18' },
    { minVolume: '1000000', maker: '0.06', taker: '0.16' },
    { minVolume: '2500000', maker: '0.04', taker: '0.14' },
    { minVolume: '5000000', maker: '0.02', taker: '0.12' },
    { minVolume: '10000000', maker: '0.00', taker: '0.10' },
  ],
} as const satisfies { asOf: string; assumed: true; tiers: readonly FeeTier[] }

/** Rates of the dated table, marked so that nobody takes them for the account's own. */
export interface AssumedFee extends FeeTier {
  readonly assumed: true
  readonly asOf: string
}

/** The tier that a 30-day volume (USD) reaches in the dated table. */
export const feeTier = (volume: Decimal): AssumedFee => {
  const reached = FEE_TABLE.tiers.findLast((tier) => !isMore(tier.minVolume, volume)) ?? FEE_TABLE.tiers[0]
  return { ...reached, assumed: FEE_TABLE.assumed, asOf: FEE_TABLE.asOf }
}

/** The tier above the one that a volume reaches; none at the top. */
export const nextTier = (volume: Decimal): FeeTier | undefined =>
  FEE_TABLE.tiers.find((tier) => isMore(tier.minVolume, volume))
