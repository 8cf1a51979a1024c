import type { Quote } from './quote.ts'

type Key = (quote: Quote) => number

// Largest first; what cannot be told comes last.
const KEYS = {
  volume: ({ usdVolume }) => usdVolume,
  gainers: ({ changePercent }) => changePercent,
  losers: ({ changePercent }) => -changePercent,
  range: ({ rangePercent }) => rangePercent,
  trades: ({ ticker }) => ticker?.trades ?? Number.NaN,
  spread: ({ spreadPercent }) => -spreadPercent,
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
  const byName = [...quotes].sort((a, b) => (a.listing.pair < b.listing.pair ? -1 : 1))
  if (sort === 'pair') return byName
  const key: Key = KEYS[sort]
  const keyed = byName.map((quote) => ({ quote, value: told(key(quote)) }))
  return keyed.sort((a, b) => b.value - a.value || 0).map(({ quote }) => quote)
}

const told = (value: number) => (Number.isNaN(value) ? -Number.MAX_VALUE : value)
