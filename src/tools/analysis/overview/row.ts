import type { FeeRates } from '../../../domain/fees.ts'
import { changePercent, type Quote, quoteVolume, rangePercent, spreadPercent, usdVolume } from './quote.ts'

/**
 * A pair as the overview tells it; fees and changes in percent. What the ticker does not hold is undefined, and so not
 * told. One plain literal for every pair: with spreads, a row would cost four times as much, and there are thousands.
 */
export const rowOf = (of: Quote, { maker, taker }: FeeRates, isAssumed: boolean): object => ({
  pair: of.listing.pair,
  base: of.listing.base,
  quote: of.listing.quote,
  status: of.listing.status,
  price: of.ticker?.price,
  open: of.ticker?.open,
  change_percent: rounded(changePercent(of), 1e4),
  low: of.ticker?.low,
  high: of.ticker?.high,
  range_percent: rounded(rangePercent(of), 1e4),
  vwap: of.ticker?.vwap,
  bid: of.ticker?.bid,
  ask: of.ticker?.ask,
  spread_percent: rounded(spreadPercent(of), 1e4),
  volume: of.ticker?.volume,
  volume_quote: amount(quoteVolume(of)),
  volume_usd: rounded(usdVolume(of), 1),
  trades: of.ticker?.trades,
  max_leverage: of.listing.maxLeverage,
  maker_fee: maker,
  taker_fee: taker,
  fee_assumed: isAssumed ? true : undefined,
})

const rounded = (value: number, scale: number): number | undefined =>
  Number.isFinite(value) ? Math.round(value * scale) / scale : undefined

// Cents of what is counted in thousands, satoshis of what is counted in coins.
const amount = (value: number) => rounded(value, value < 1_000 ? 1e8 : 100)
