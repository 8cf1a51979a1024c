import type { FeeRates } from '../../domain/fees.ts'
import type { PairRules } from '../../domain/matching/terms.ts'
import type { Pair, TradingCall, TradingMarket } from './call.ts'
import { ratesOf } from './fee-rates.ts'
import { placesOf } from './show.ts'

/** A pair's rules with the fees that the account has earned by its 30-day volume. */
export const rulesOf = (
  pair: Pair,
  { account, market, habits, now }: Pick<TradingCall, 'account' | 'market' | 'habits' | 'now'>,
): PairRules => ({
  ...rulesWith(pair, ratesOf(account, market, now), market),
  feeAssumed: habits.feesAssumed === true,
  margin: habits.margin,
})

/** A pair's rules under given fee rates. */
export const rulesWith = (pair: Pair, fees: FeeRates, market: Pick<TradingMarket, 'asset'>): PairRules => ({
  maker: fees.maker,
  taker: fees.taker,
  pair: pair.key,
  altname: pair.altname,
  base: pair.base,
  quote: pair.quote,
  pairDecimals: pair.pairDecimals,
  lotDecimals: pair.lotDecimals,
  costDecimals: pair.costDecimals,
  basePlaces: placesOf(market, pair.base),
  // The coarser of the pair's cost and the asset's ledger: so a trade's cost and its ledger row are one number.
  quotePlaces: Math.min(pair.costDecimals, placesOf(market, pair.quote)),
  tickSize: pair.tickSize,
  orderMin: pair.orderMin,
  costMin: pair.costMin,
  leverageBuy: pair.leverageBuy,
  leverageSell: pair.leverageSell,
  status: pair.status,
})

/** What the engine sees of a pair at the moment of a call. */
export const sightOf = (call: TradingCall, pair: string) => ({
  depth: call.market.book(pair, call.now),
  last: call.market.last(pair, call.now),
  now: call.now,
})
