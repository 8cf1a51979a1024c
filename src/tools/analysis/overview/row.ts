import type { FeeRates } from '../../../domain/fees.ts'
import type { Quote } from './quote.ts'

const DIGITS = 10
const PERCENT_PLACES = 4

/** A pair as the overview tells it; what the ticker does not hold is left out. Fees and changes in percent. */
export const rowOf = (quote: Quote, fee: FeeRates, isAssumed: boolean): object => ({
  pair: quote.pair,
  base: quote.base,
  quote: quote.quote,
  status: quote.status,
  ...textsOf(quote),
  ...numbersOf(quote),
  max_leverage: quote.maxLeverage,
  maker_fee: fee.maker,
  taker_fee: fee.taker,
  ...(isAssumed && { fee_assumed: true }),
})

const textsOf = ({ price, open, vwap, low, high, bid, ask, volume }: Quote) =>
  price === '' ? {} : { price, open, vwap, low, high, bid, ask, volume }

const numbersOf = (quote: Quote) => ({
  ...percents('change_percent', quote.changePercent),
  ...percents('range_percent', quote.rangePercent),
  ...percents('spread_percent', quote.spreadPercent),
  ...amounts('volume_quote', quote.quoteVolume),
  ...amounts('volume_usd', quote.usdVolume),
  ...amounts('trades', quote.trades),
})

const percents = (name: string, value: number) =>
  Number.isFinite(value) ? { [name]: Number(value.toFixed(PERCENT_PLACES)) } : {}

const amounts = (name: string, value: number) =>
  Number.isFinite(value) ? { [name]: Number(value.toPrecision(DIGITS)) } : {}
