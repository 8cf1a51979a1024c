import { FEE_TABLE, type FeeTier, feeTier } from '../../domain/fees.ts'
import { type Decimal, larger } from '../../domain/money.ts'
import type { AccountState } from './account.ts'
import type { TradingMarket } from './call.ts'
import { volumeOf30Days } from './volume.ts'

/** The volume that counts for the tier: the account's own of 30 days, or the least of the tier that it was given. */
export const tierVolume = (account: AccountState, market: TradingMarket, now: number): Decimal =>
  larger(volumeOf30Days(account, market, now), FEE_TABLE.tiers[account.leastTier ?? 0]?.minVolume ?? '0')

/** The account's rates now, in the dated table. */
export const ratesOf = (account: AccountState, market: TradingMarket, now: number): FeeTier =>
  feeTier(tierVolume(account, market, now))
