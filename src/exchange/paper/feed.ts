import type { Depth as Book, Level } from '../../domain/matching/depth.ts'
import type { Print } from '../../domain/matching/print.ts'
import type { Decimal } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import { AssetPairs, Assets } from '../../kraken/endpoints/market/listings.ts'
import { Depth } from '../../kraken/endpoints/market/order-book.ts'
import { Trades } from '../../kraken/endpoints/market/tape.ts'
import { Ticker } from '../../kraken/endpoints/market/ticker.ts'
import type { Pair } from '../../kraken/trading/call.ts'
import type { Market } from '../market.ts'
import { type Catalogue, createCatalogues } from './catalogue.ts'

/** Kraken's most on both calls. */
const LEVELS = 500
export const PAGE = 1000

/** One page of a pair's tape, oldest first, and the cursor behind it. */
export interface TapePage {
  readonly prints: readonly Print[]
  readonly since: string
  /** More is there already. */
  readonly isFull: boolean
}

/** The public market as a paper account asks for it. All of it throws what the market throws: `busy`, `unavailable`. */
export interface Feed {
  catalogue(): Promise<Catalogue>
  book(pair: Pair): Promise<Book>
  /** The prints after a cursor; without one only the latest. */
  tape(pair: Pair, since: string | undefined): Promise<TapePage>
  /** The last prices, by the pair's key. */
  prices(pairs: readonly Pair[]): Promise<ReadonlyMap<string, Decimal>>
}

export const createFeed = (market: Market): Feed => {
  const catalogueOf = createCatalogues()
  const ask = async (...[endpoint, params]: [Parameters<Market['call']>[0], Parameters<Market['call']>[1]]) =>
    (await market.call(endpoint, params, forget)).result

  return {
    catalogue: async () => catalogueOf(await ask(AssetPairs, {}), await ask(Assets, {})),
    async book({ altname }) {
      const sides = firstEntry(await ask(Depth, { pair: altname, count: LEVELS }))
      return isRecord(sides)
        ? { bids: levelsIn(sides.bids), asks: levelsIn(sides.asks) }
        : { bids: [], asks: [] }
    },
    async tape({ altname }, since) {
      const params = since === undefined ? { pair: altname, count: 1 } : { pair: altname, since, count: PAGE }
      const result = await ask(Trades, params)
      const rows = firstEntry(result)
      const prints = Array.isArray(rows) ? rows.flatMap(printOf) : []
      const last = isRecord(result) && result.last !== undefined ? String(result.last) : (since ?? '0')
      return { prints, since: last, isFull: since !== undefined && prints.length >= PAGE }
    },
    async prices(pairs) {
      if (pairs.length === 0) return new Map()
      const result = await ask(Ticker, { pair: pairs.map(({ altname }) => altname) })
      const rows = isRecord(result) ? Object.entries(result) : []
      return new Map(rows.flatMap(([key, row]) => lastOf(row).map((price) => [key, price] as const)))
    },
  }
}

const forget = (work: Promise<unknown>): void => void work.catch(() => undefined)

// A result is keyed by the pair, whatever it was asked by; beside it stands only `last`.
const firstEntry = (result: unknown): unknown =>
  isRecord(result) ? Object.entries(result).find(([key]) => key !== 'last')?.[1] : undefined

const levelsIn = (rows: unknown): readonly Level[] =>
  Array.isArray(rows)
    ? rows.flatMap((row: unknown) =>
        Array.isArray(row) ? [{ price: String(row[0]), volume: String(row[1]) }] : [],
      )
    : []

const printOf = (row: unknown): readonly Print[] => {
  if (!Array.isArray(row)) return []
  const [price, volume, time, side, , , id] = row
  return [
    {
      id: Number(id ?? 0),
      time: Number(time) * 1000,
      price: String(price),
      volume: String(volume),
      side: side === 'b' ? 'buy' : 'sell',
    },
  ]
}

const lastOf = (row: unknown): readonly Decimal[] =>
  isRecord(row) && Array.isArray(row.c) ? [String(row.c[0])] : []
