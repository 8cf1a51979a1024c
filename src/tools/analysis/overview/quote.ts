import { isRecord } from '../../../domain/record.ts'
import type { Listing } from './listing.ts'
import { readTicker, type TickerRow } from './ticker.ts'

/** A pair with its ticker, and the numbers by which pairs are sorted: NaN where they cannot be told. */
export interface Quote {
  readonly listing: Listing
  readonly ticker: TickerRow | undefined
  /** Since today's open. */
  readonly changePercent: number
  /** Of the last 24 hours, as the volumes are. */
  readonly rangePercent: number
  readonly spreadPercent: number
  readonly quoteVolume: number
  readonly usdVolume: number
}

/** Joins listings with the result of Ticker for all pairs; a pair that it lacks has no ticker. */
export const quotesOf = (listings: readonly Listing[], result: unknown): readonly Quote[] => {
  const rows = isRecord(result) ? result : {}
  const tickers = listings.map(({ key }) => readTicker(rows[key]))
  const dollars = dollarPrices(listings, tickers)
  return listings.map((listing, at) => quoteOf(listing, tickers[at], dollars.get(listing.quote)))
}

const quoteOf = (listing: Listing, ticker: TickerRow | undefined, dollars = Number.NaN): Quote => {
  const price = Number(ticker?.price)
  const open = Number(ticker?.open)
  const low = Number(ticker?.low)
  const bid = Number(ticker?.bid)
  const ask = Number(ticker?.ask)
  const quoteVolume = Number(ticker?.volume) * Number(ticker?.vwap)
  return {
    listing,
    ticker,
    changePercent: percent(price - open, open),
    rangePercent: percent(Number(ticker?.high) - low, low),
    spreadPercent: percent(ask - bid, (ask + bid) / 2),
    quoteVolume,
    usdVolume: quoteVolume * dollars,
  }
}

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
