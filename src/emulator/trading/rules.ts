import { feeTier } from '../../domain/fees.ts'
import type { PairRules } from '../../domain/matching/terms.ts'
import type { Call, Market, Pair } from '../call.ts'
import { findAsset } from '../market/assets.ts'
import type { AccountState } from './account.ts'
import { volumeOf30Days } from './volume.ts'

const DECIMALS = 10

/** A pair's rules with the fees that the account has earned by its 30-day volume. */
export const rulesOf = (pair: Pair, account: AccountState, market: Market, now: number): PairRules => {
  const { maker, taker } = feeTier(volumeOf30Days(account, market, now))
  return rulesWith(pair, { maker, taker })
}

/** A pair's rules under given fee rates. */
export const rulesWith = (pair: Pair, fees: { maker: string; taker: string }): PairRules => ({
  ...fees,
  pair: pair.key,
  altname: pair.altname,
  base: pair.base,
  quote: pair.quote,
  pairDecimals: pair.pairDecimals,
  lotDecimals: pair.lotDecimals,
  costDecimals: pair.costDecimals,
  basePlaces: findAsset(pair.base)?.decimals ?? DECIMALS,
  // The coarser of the pair's cost and the asset's ledger: so a trade's cost and its ledger row are one number.
  quotePlaces: Math.min(pair.costDecimals, findAsset(pair.quote)?.decimals ?? DECIMALS),
  tickSize: pair.tickSize,
  orderMin: pair.orderMin,
  costMin: pair.costMin,
  leverageBuy: pair.leverageBuy,
  leverageSell: pair.leverageSell,
  status: pair.status,
})

/** What the engine sees of a pair at the moment of a call. */
export const sightOf = (call: Call, pair: string) => ({
  depth: call.market.book(pair, call.now),
  last: call.market.last(pair, call.now),
  now: call.now,
})
