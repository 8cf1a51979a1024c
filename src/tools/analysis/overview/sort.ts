import { changePercent, type Quote, rangePercent, spreadPercent, usdVolume } from './quote.ts'

type Key = (quote: Quote) => number

// Largest first; what cannot be told comes last.
const KEYS = {
  volume: usdVolume,
  gainers: changePercent,
  losers: (quote) => -changePercent(quote),
  range: rangePercent,
  trades: ({ ticker }) => ticker?.trades ?? Number.NaN,
  spread: (quote) => -spreadPercent(quote),
} as const satisfies Readonly<Record<string, Key>>

export type Sort = keyof typeof KEYS | 'pair'

/** The orders in which pairs can be listed: by 24-hour volume in USD, change, range, trades, narrowest spread, name. */
export const SORTS = [
  'volume',
  'gainers',
  'losers',
  'range',
  'trades',
  'spread',
  'pair',
] as const satisfies readonly Sort[]

/** Sorts quotes; those that are equal, or cannot be told apart, by name. */
export const sorted = (quotes: readonly Quote[], sort: Sort): readonly Quote[] => {
  if (sort === 'pair') return [...quotes].sort(byName)
  const key: Key = KEYS[sort]
  const keyed = quotes.map((quote) => ({ quote, value: told(key(quote)) }))
  return keyed.sort((a, b) => b.value - a.value || byName(a.quote, b.quote)).map(({ quote }) => quote)
}

const byName = (a: Quote, b: Quote) => (a.listing.pair < b.listing.pair ? -1 : 1)

const told = (value: number) => (Number.isNaN(value) ? -Number.MAX_VALUE : value)
