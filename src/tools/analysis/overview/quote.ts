import { isRecord } from '../../../domain/record.ts'
import type { Listing } from './listing.ts'
import { readTicker, type TickerRow } from './ticker.ts'

/** A pair with its ticker, and what one unit of its quote currency is worth in USD: NaN where that cannot be told. */
export interface Quote {
  readonly listing: Listing
  readonly ticker: TickerRow | undefined
  readonly dollars: number
}

/** Joins listings with the result of Ticker for all pairs; a pair that it lacks has no ticker. */
export const quotesOf = (listings: readonly Listing[], result: unknown): readonly Quote[] => {
  const rows = isRecord(result) ? result : {}
  const tickers = listings.map(({ key }) => readTicker(rows[key]))
  const dollars = dollarPrices(listings, tickers)
  return listings.map((listing, at) => ({
    listing,
    ticker: tickers[at],
    dollars: dollars.get(listing.quote) ?? Number.NaN,
  }))
}

// The numbers of a pair, NaN where they cannot be told: each worked out where it is wanted, as there are thousands of pairs.

/** Since today's open. */
export const changePercent = ({ ticker }: Quote): number =>
  percent(Number(ticker?.price) - Number(ticker?.open), Number(ticker?.open))

/** Of the last 24 hours, as the volumes are. */
export const rangePercent = ({ ticker }: Quote): number =>
  percent(Number(ticker?.high) - Number(ticker?.low), Number(ticker?.low))

export const spreadPercent = ({ ticker }: Quote): number => {
  const [bid, ask] = [Number(ticker?.bid), Number(ticker?.ask)]
  return percent(ask - bid, (ask + bid) / 2)
}

export const quoteVolume = ({ ticker }: Quote): number => Number(ticker?.volume) * Number(ticker?.vwap)

export const usdVolume = (quote: Quote): number => quoteVolume(quote) * quote.dollars

const percent = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : Number.NaN)

/** What one unit of each quote currency is worth in USD, by the last trade of its own pair with USD. */
const dollarPrices = (
  listings: readonly Listing[],
  tickers: readonly (TickerRow | undefined)[],
): ReadonlyMap<string, number> => {
  const prices = new Map([['USD', 1]])
  for (const [at, { base, quote }] of listings.entries()) {
    const last = Number(tickers[at]?.price)
    if (!(last > 0)) continue
    if (quote === 'USD') prices.set(base, last)
    else if (base === 'USD' && !prices.has(quote)) prices.set(quote, 1 / last)
  }
  return prices
}
