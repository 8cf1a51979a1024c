import { isRecord } from '../../../domain/record.ts'
import { type PairInfo, readPairs } from '../../../kraken/pairs.ts'

/** What AssetPairs says of a pair, as far as an overview tells it. */
export interface Listing {
  readonly key: string // XXBTZUSD: how the ticker is keyed
  readonly altname: string // XBTUSD
  readonly pair: string // BTC/USD
  readonly base: string
  readonly quote: string
  /** Every name of the quote currency: USD, ZUSD. */
  readonly quoteNames: readonly string[]
  readonly status: string
  /** The highest leverage of either side; 1 where there is none. */
  readonly maxLeverage: number
}

const known = new WeakMap<object, readonly Listing[]>()

/** Reads the result of AssetPairs; a result that the market's cache gives again is not read again. */
export const listingsOf = (result: unknown): readonly Listing[] => {
  if (!isRecord(result)) return []
  const earlier = known.get(result)
  if (earlier) return earlier
  const listings = readPairs(result).map((pair) => listingOf(pair, result[pair.key]))
  known.set(result, listings)
  return listings
}

const listingOf = (
  { key, altname, wsname, symbol, quote: quoteKey, status }: PairInfo,
  row: unknown,
): Listing => {
  const [base = symbol, quote = ''] = symbol.split('/')
  const quoteNames = [quote, quoteKey, wsname.split('/')[1] ?? quote]
  return { key, altname, pair: symbol, base, quote, quoteNames, status, maxLeverage: leverageOf(row) }
}

const leverageOf = (row: unknown): number => {
  if (!isRecord(row)) return 1
  const levels = [row.leverage_buy, row.leverage_sell].flatMap((side) => (Array.isArray(side) ? side : []))
  return Math.max(1, ...levels.map(Number))
}
