import { isDecimal } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import type { BookFact, LastFact, QuoteFact } from '../../domain/risk/facts.ts'
import type { Client } from '../../kraken/client.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import { Depth } from '../../kraken/endpoints/market/order-book.ts'
import { Ticker } from '../../kraken/endpoints/market/ticker.ts'
import { type Clock, within } from '../clock.ts'
import { tickerPrice } from '../ticker-price.ts'
import type { PairTable } from './tables.ts'

/** What the public market says now, past every cache. */
export interface PublicFacts {
  /** The book of a pair (`BTC/USD`); undefined where Kraken does not say. */
  book(symbol: string, table: PairTable): Promise<BookFact | undefined>
  /** Best bid, ask and last price of these pairs, as far as Kraken says. */
  quotes(symbols: readonly string[], table: PairTable): Promise<readonly QuoteFact[]>
  /** The last prices that were heard of these pairs, with when. */
  lasts(symbols: readonly string[]): ReadonlyMap<string, LastFact>
}

/** Enough to see what an order of any sensible size would eat within its collar. */
const LEVELS = 100
const TIMEOUT_MS = 5_000

interface Heard {
  readonly result: unknown
  readonly at: number
}

/**
 * Asks for books and tickers; those who ask the same at the same time share one request. Age counts from when a request
 * was sent, so that it is never told too small.
 */
export const createPublicFacts = (client: Pick<Client, 'public'>, clock: Clock): PublicFacts => {
  const flying = new Map<string, Promise<Heard>>()
  const lasts = new Map<string, LastFact>()

  const send = async (endpoint: Endpoint, params: Params): Promise<Heard> => {
    const at = clock.now()
    const reply = await within(clock, TIMEOUT_MS, (signal) => client.public(endpoint, params, { signal }))
    return { result: reply.kind === 'result' ? reply.result : undefined, at }
  }

  const ask = (endpoint: Endpoint, params: Params): Promise<Heard> => {
    const name = `${endpoint.tool} ${JSON.stringify(params)}`
    const sent =
      flying.get(name) ??
      send(endpoint, params)
        .catch(() => ({ result: undefined, at: clock.now() }))
        .finally(() => flying.delete(name))
    flying.set(name, sent)
    return sent
  }

  return {
    async book(symbol, table) {
      const { result, at } = await ask(Depth, { pair: table.altname(symbol), count: LEVELS })
      const [row] = isRecord(result) ? Object.values(result).filter(isRecord) : []
      return row && { bids: levelsOf(row.bids), asks: levelsOf(row.asks), at }
    },
    async quotes(symbols, table) {
      const wanted = [...new Set(symbols)].filter((symbol) => table.pairs.has(symbol)).sort()
      if (wanted.length === 0) return []
      const { result, at } = await ask(Ticker, { pair: wanted.map((symbol) => table.altname(symbol)) })
      const rows = isRecord(result) ? Object.entries(result) : []
      return rows.flatMap(([key, row]) => {
        const pair = table.pair(key)
        if (!pair || !isRecord(row)) return []
        const [bid, ask_, last] = [tickerPrice(row.b), tickerPrice(row.a), tickerPrice(row.c)]
        if (last !== undefined) lasts.set(pair.symbol, { price: last, at })
        if (bid === undefined || ask_ === undefined) return []
        return [{ base: pair.base, quote: pair.quote, bid, ask: ask_, at }]
      })
    },
    lasts: (symbols) =>
      new Map(
        symbols.flatMap((symbol) => {
          const last = lasts.get(symbol)
          return last ? [[symbol, last] as const] : []
        }),
      ),
  }
}

const levelsOf = (levels: unknown): BookFact['bids'] =>
  Array.isArray(levels)
    ? levels.flatMap((level) => {
        const [price, volume] = Array.isArray(level) ? level : []
        return typeof price === 'string' &&
          typeof volume === 'string' &&
          isDecimal(price) &&
          isDecimal(volume)
          ? [[price, volume] as const]
          : []
      })
    : []
