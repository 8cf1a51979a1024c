import * as z from 'zod'
import { BreakwaterError } from '../../domain/errors.ts'
import { FEE_TABLE, feeTier } from '../../domain/fees.ts'
import { nearest } from '../../domain/nearest.ts'
import { AssetPairs } from '../../kraken/endpoints/market/listings.ts'
import { Ticker } from '../../kraken/endpoints/market/ticker.ts'
import { Asset, Offset } from '../../kraken/params.ts'
import { analysisTool } from './analysis-tool.ts'
import { feesOf } from './overview/fees.ts'
import { listingsOf } from './overview/listing.ts'
import { type Quote, quotesOf } from './overview/quote.ts'
import { rowOf } from './overview/row.ts'
import { SORTS, sorted } from './overview/sort.ts'

const MOST = 5_000
const DEFAULT = 25
/** So many rows keep within one answer; more would be computed to be cut off. */
const PAGE = 40
/** For how many pairs fees are asked at once, so that who reads on costs few calls: a schedule is some 1.5 KB. */
const AHEAD = 200

export const getMarketOverview = analysisTool({
  name: 'get_market_overview',
  title: 'Market overview',
  description:
    'Pairs with price, change since 00:00 UTC, range, volume, spread, status, leverage and this account’s fees.',
  input: () =>
    z.strictObject({
      quote: Asset.describe('Only pairs quoted in this, such as USD').optional(),
      sort: z.enum(SORTS).describe('Default volume, in USD').optional(),
      limit: z.int().min(1).max(MOST).describe('Default 25').optional(),
      ofs: Offset.describe('Rows to skip').optional(),
    }),
  output: () => z.looseObject({ count: z.number(), rows: z.array(z.looseObject({ pair: z.string() })) }),
  example: { quote: 'USD', limit: 10 },
  pages: 'ofs',
  run: async (desk, { quote, sort = 'volume', limit = DEFAULT, ofs = 0 }) => {
    const [listed, ticker] = await Promise.all([desk.call(AssetPairs, {}), desk.call(Ticker, {})])
    const quotes = inQuote(quotesOf(listingsOf(listed.result), ticker.result), quote)
    const asked = sorted(quotes, sort).slice(0, limit)
    const page = asked.slice(ofs, ofs + PAGE)
    const fees = await feesOf(
      desk,
      page.map(({ listing }) => listing),
      asked.slice(ofs, ofs + AHEAD).map(({ listing }) => listing),
    )
    const rows = page.map((one) => {
      const own = fees.get(one.listing.key)
      return rowOf(one, own ?? ASSUMED, own === undefined)
    })
    const areAssumed = page.some(({ listing }) => !fees.has(listing.key))
    return {
      result: { pairs: quotes.length, count: asked.length, sort, change_since: '00:00 UTC', rows },
      ...(ticker.ageMs !== undefined && { ageMs: ticker.ageMs }),
      ...(areAssumed && { note: ASSUMED_NOTE }),
    }
  },
})

const ASSUMED = feeTier('0')
const ASSUMED_NOTE = `Fees marked fee_assumed are the first tier of the table of ${FEE_TABLE.asOf}, not this account’s.`

const inQuote = (quotes: readonly Quote[], wanted: string | undefined): readonly Quote[] => {
  if (wanted === undefined) return quotes
  const name = wanted.toUpperCase()
  const found = quotes.filter(({ listing }) => listing.quoteNames.includes(name))
  if (found.length > 0) return found
  const known = [...new Set(quotes.map(({ listing }) => listing.quote))]
  const near = nearest(name, known)
  throw new BreakwaterError('invalid', 'unknown_asset', `No pair is quoted in “${wanted}”`, {
    hint: `Pairs are quoted in ${(near.length > 0 ? near : known).join(', ')}`,
    details: { argument: 'quote' },
  })
}
