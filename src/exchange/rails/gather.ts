import type { OrderIntent } from '../../domain/order.ts'
import type { BookFact, Bound, Facts, HoldingFact, Needs, TargetFact } from '../../domain/risk/facts.ts'
import { needsOf } from '../../domain/risk/needs.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import { BalanceEx, OpenPositions, TradeBalance } from '../../kraken/endpoints/account.ts'
import type { Reply } from '../../kraken/reply.ts'
import type { Journal } from '../journal.ts'
import { holdingsIn, marginIn, positionFactsIn } from './account-facts.ts'
import type { Fills } from './fills.ts'
import { type Gathered, isNothing, nothingGathered } from './gathered.ts'
import type { OrderFacts } from './order-facts.ts'
import { pairsToQuote } from './priced.ts'
import type { PublicFacts } from './public-facts.ts'
import { refreshFills } from './refresh.ts'
import type { RailsSources } from './sources.ts'
import { inSymbols } from './symbols.ts'
import type { PairTable, Tables } from './tables.ts'
import { readTargets } from './targets.ts'

export interface GatherDeps {
  readonly sources: RailsSources
  readonly tables: Tables
  readonly market: PublicFacts
  readonly journal: Journal
  readonly facts: OrderFacts
  readonly fills: Fills
  /** Reads of the account, with permissions and budget; what cannot be asked comes back as lost. */
  readonly ask: (endpoint: Endpoint, params: Params) => Promise<Reply>
  readonly now: () => number
}

/** Reads what the rules will look at for one call; `isFresh` looks at every working order first. Never throws. */
export type Gather = (
  endpoint: Endpoint,
  params: Params,
  tokenId: string,
  isFresh?: boolean,
) => Promise<Gathered>

/** The risk check's word is believed for so long. */
const READING_LIFETIME_MS = 180_000

/**
 * Gathers facts in two steps: names, targets and fills first, since what was held before a fill says nothing after it;
 * then everything else at once. Where no rule would look at anything, nothing is read.
 */
export const createGather = (deps: GatherDeps): Gather => {
  const { sources, tables, market, journal, facts, fills, ask, now } = deps
  let lastHoldings: readonly HoldingFact[] = []

  const needs = (
    tokenId: string,
    intents: readonly OrderIntent[],
    pairs: Facts['pairs'],
    targets: Facts['targets'],
  ) =>
    needsOf(sources.boundsOf(tokenId), intents, {
      pairs,
      targets,
      tradingState: sources.tradingState(tokenId),
      orders: pairs.size > 0 ? facts.orders(now()) : [],
      inventory: pairs.size > 0 ? facts.inventory() : [],
    })

  /** The orders whose fills are looked at: those that can have traded unseen, or all that work. */
  const unseen = (wanted: Needs, isFresh: boolean) =>
    wanted.fills || isFresh ? [...journal.notFinal(), ...journal.workingOrders()] : journal.notFinal()

  const booksOf = async (symbols: readonly string[], table: PairTable): Promise<Gathered['books']> => {
    const books = await Promise.all(
      symbols.map(async (symbol) => [symbol, await market.book(symbol, table)] as const),
    )
    return new Map(books.flatMap(([symbol, book]): [string, BookFact][] => (book ? [[symbol, book]] : [])))
  }

  const holdings = async (wanted: Needs, table: PairTable): Promise<readonly HoldingFact[] | undefined> => {
    const read = wanted.holdings ? holdingsIn(await ask(BalanceEx, {}), table) : undefined
    lastHoldings = read ?? lastHoldings
    return read
  }

  const quotesFor = async (
    wanted: Needs,
    bounds: readonly Bound[],
    intents: readonly OrderIntent[],
    targets: ReadonlyMap<string, TargetFact>,
    table: PairTable,
  ) => {
    const about = { needs: wanted, bounds, intents, targets, orders: facts.orders(now()) }
    const pairsWith = (held: readonly HoldingFact[]) =>
      pairsToQuote(table, { ...about, inventory: facts.inventory(), holdings: wanted.holdings ? held : [] })
    const asked = pairsWith(lastHoldings)
    const [quotes, held] = await Promise.all([market.quotes(asked, table), holdings(wanted, table)])
    // What is held and was not known of is priced with one question more.
    const more = pairsWith(held ?? []).filter((symbol) => !asked.includes(symbol))
    return { held, quotes: more.length > 0 ? [...quotes, ...(await market.quotes(more, table))] : quotes }
  }

  const read = async (
    tokenId: string,
    intents: readonly OrderIntent[],
    wanted: Needs,
    targets: ReadonlyMap<string, TargetFact>,
    table: PairTable,
  ) => {
    const fillsVersion = fills.version()
    const bounds = sources.boundsOf(tokenId)
    const tokenOf = (txid: string) => journal.byOrder({ txid })?.tokenId
    const [books, { held, quotes }, margin, positions] = await Promise.all([
      booksOf(wanted.books, table),
      quotesFor(wanted, bounds, intents, targets, table),
      wanted.margin ? ask(TradeBalance, {}).then(marginIn) : undefined,
      wanted.positions
        ? ask(OpenPositions, {}).then((reply) => positionFactsIn(reply, table, tokenOf))
        : undefined,
      wanted.reading && !isRecent(sources.reading()?.at, now()) ? sources.refresh() : undefined,
    ])
    const lasts = market.lasts(wanted.lasts)
    return { books, quotes, holdings: held, margin, positions, fillsVersion, lasts }
  }

  return async (endpoint, params, tokenId, isFresh = false) => {
    const raw = endpoint.intents?.(params) ?? []
    const first = needs(tokenId, raw, new Map(), new Map())
    if (isNothing(first)) return nothingGathered(inSymbols(raw, tables.known()), first, tables.known())
    const table = await tables.load()
    if (!table) return nothingGathered(raw, first, undefined)
    const intents = inSymbols(raw, table)
    const [targets] = await Promise.all([
      readTargets({ journal, facts, fills, ask, now }, intents, table),
      refreshFills({ fills, ask, now }, unseen(first, isFresh), table),
    ])
    const wanted = needs(tokenId, intents, table.pairs, targets)
    return {
      ...(await read(tokenId, intents, wanted, targets, table)),
      intents,
      needs: wanted,
      table,
      targets,
      isFresh: isFresh || wanted.fills,
    }
  }
}

const isRecent = (at: number | undefined, now: number): boolean =>
  at !== undefined && now - at < READING_LIFETIME_MS
