import { isRecord } from '../../../domain/record.ts'
import type { Listing } from './listing.ts'

/** A pair with its ticker: Kraken's own texts, and the numbers by which pairs are sorted. Volumes are of 24 hours. */
export interface Quote extends Listing {
  readonly price: string
  readonly open: string
  readonly vwap: string
  readonly low: string
  readonly high: string
  readonly bid: string
  readonly ask: string
  readonly volume: string
  readonly trades: number
  /** Since today's open; NaN where there was none, as with the others. */
  readonly changePercent: number
  readonly rangePercent: number
  readonly spreadPercent: number
  readonly quoteVolume: number
  readonly usdVolume: number
}

/** Joins listings with the ticker of all pairs. A pair that the ticker lacks has empty texts and NaN. */
export const quotesOf = (listings: readonly Listing[], ticker: unknown): readonly Quote[] => {
  const rows = isRecord(ticker) ? ticker : {}
  const quotes = listings.map((listing) => quoteOf(listing, rows[listing.key]))
  const dollars = dollarPrices(quotes)
  return quotes.map((quote) => ({
    ...quote,
    usdVolume: quote.quoteVolume * (dollars.get(quote.quote) ?? Number.NaN),
  }))
}

const quoteOf = (listing: Listing, row: unknown): Quote => {
  const of = isRecord(row) ? row : {}
  const price = text(of.c, 0)
  const open = typeof of.o === 'string' ? of.o : ''
  const vwap = text(of.p, 1)
  const [low, high, bid, ask] = [text(of.l, 1), text(of.h, 1), text(of.b, 0), text(of.a, 0)]
  const volume = text(of.v, 1)
  return {
    ...listing,
    price,
    open,
    vwap,
    low,
    high,
    bid,
    ask,
    volume,
    trades: Array.isArray(of.t) ? Number(of.t[1]) : Number.NaN,
    changePercent: percent(number(price) - number(open), number(open)),
    rangePercent: percent(number(high) - number(low), number(low)),
    spreadPercent: percent(number(ask) - number(bid), (number(ask) + number(bid)) / 2),
    quoteVolume: number(volume) * number(vwap),
    usdVolume: Number.NaN,
  }
}

// Kraken's rows hold lists: [price, …], or [today, last 24 hours].
const text = (list: unknown, at: number): string => {
  const value: unknown = Array.isArray(list) ? list[at] : undefined
  return typeof value === 'string' ? value : ''
}

const number = (value: string) => (value === '' ? Number.NaN : Number(value))

const percent = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : Number.NaN)

/** What one unit of each quote currency is worth in USD, by the last trade of its own pair with USD. */
const dollarPrices = (quotes: readonly Quote[]): ReadonlyMap<string, number> => {
  const prices = new Map([['USD', 1]])
  for (const { base, quote, price } of quotes) {
    const last = number(price)
    if (!(last > 0)) continue
    if (quote === 'USD') prices.set(base, last)
    else if (base === 'USD' && !prices.has(quote)) prices.set(quote, 1 / last)
  }
  return prices
}
