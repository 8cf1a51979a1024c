import { limitsMargin } from '../../domain/equity/limits.ts'
import type { OrderIntent } from '../../domain/order.ts'
import type {
  BookFact,
  Bound,
  Facts,
  HoldingFact,
  Needs,
  ReadingFact,
  TargetFact,
} from '../../domain/risk/facts.ts'
import { READING_FRESH_MS } from '../../domain/risk/freshness.ts'
import { needsOf } from '../../domain/risk/needs.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import { BalanceEx, TradeBalance } from '../../kraken/endpoints/account/balances.ts'
import { OpenPositions } from '../../kraken/endpoints/account/positions.ts'
import type { Reply } from '../../kraken/reply.ts'
import type { Journal } from '../journal.ts'
import { holdingsIn, marginIn, positionFactsIn } from './account-facts.ts'
import type { AccountReads } from './account-reads.ts'
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
  /** Reads of the account for one call, with permissions and budget. */
  readonly reads: () => AccountReads
  readonly now: () => number
}

/** Reads what the rules will look at for one call; `isFresh` looks at every working order first, and believes nothing read before. Never throws. */
export type Gather = (
  endpoint: Endpoint,
  params: Params,
  tokenId: string,
  isFresh?: boolean,
) => Promise<Gathered>

/**
 * Gathers facts in two steps: names, targets and fills first, since what was held before a fill says nothing after it;
 * then everything else at once. Where no rule would look at anything, nothing is read.
 */
export const createGather = (deps: GatherDeps): Gather => {
  const { sources, tables, market, journal, facts, fills, now } = deps
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

  /** The orders that may have traded unseen. Until they are looked at they count in full, so that nobody waits for that. */
  const unseen = () => [...journal.notFinal(), ...journal.workingOrders()]

  const booksOf = async (symbols: readonly string[], table: PairTable): Promise<Gathered['books']> => {
    const books = await Promise.all(
      symbols.map(async (symbol) => [symbol, await market.book(symbol, table)] as const),
    )
    return new Map(books.flatMap(([symbol, book]): [string, BookFact][] => (book ? [[symbol, book]] : [])))
  }

  /** Quotes of all that is counted, and what is held; what is held and was not known of is priced with one question more. */
  const priced = async (one: Reading) => {
    const { wanted, table } = one
    const about = { ...one, needs: wanted, orders: facts.orders(now()), inventory: facts.inventory() }
    const pairsWith = (held: readonly HoldingFact[]) =>
      pairsToQuote(table, { ...about, holdings: wanted.holdings ? held : [] })
    const asked = pairsWith(lastHoldings)
    const [quotes, holdings] = await Promise.all([
      market.quotes(asked, table),
      wanted.holdings ? one.from(BalanceEx).then((reply) => holdingsIn(reply, table)) : undefined,
    ])
    lastHoldings = holdings ?? lastHoldings
    const more = pairsWith(holdings ?? []).filter((symbol) => !asked.includes(symbol))
    return {
      holdings,
      quotes: more.length > 0 ? [...quotes, ...(await market.quotes(more, table))] : quotes,
    }
  }

  const read = async (one: Reading) => {
    const { wanted, table, from } = one
    const fillsVersion = fills.version()
    const tokenOf = (txid: string) => journal.byOrder({ txid })?.tokenId
    const [books, { holdings, quotes }, margin, positions] = await Promise.all([
      booksOf(wanted.books, table),
      priced(one),
      wanted.margin ? from(TradeBalance).then(marginIn) : undefined,
      wanted.positions
        ? from(OpenPositions).then((reply) => positionFactsIn(reply, table, tokenOf))
        : undefined,
      wanted.reading && !isEnough(sources.reading(), one.bounds, now()) ? sources.refresh() : undefined,
    ])
    return { books, quotes, holdings, margin, positions, fillsVersion, lasts: market.lasts(wanted.lasts) }
  }

  return async (endpoint, params, tokenId, isFresh = false) => {
    const raw = endpoint.intents?.(params) ?? []
    const first = needs(tokenId, raw, new Map(), new Map())
    if (isNothing(first)) return nothingGathered(inSymbols(raw, tables.known()), first, tables.known())
    const table = await tables.load()
    if (!table) return nothingGathered(raw, first, undefined)
    const { ask, recent, busy } = deps.reads()
    const intents = inSymbols(raw, table)
    const left = unseen()
    const [targets] = await Promise.all([
      readTargets({ journal, facts, fills, ask, now }, intents, table),
      isFresh ? refreshFills({ fills, ask, now }, left, table) : undefined,
    ])
    const wanted = needs(tokenId, intents, table.pairs, targets)
    const from = (one: Endpoint) => (isFresh ? ask(one, {}) : recent(one))
    const bounds = sources.boundsOf(tokenId)
    return {
      ...(await read({ bounds, intents, wanted, targets, table, from })),
      intents,
      needs: wanted,
      table,
      targets,
      isFresh: isFresh || left.length === 0,
      busy: busy(),
    }
  }
}

/** One call on its way through the reading: what it is about, and from where its account's facts come. */
interface Reading {
  readonly bounds: readonly Bound[]
  readonly intents: readonly OrderIntent[]
  readonly wanted: Needs
  readonly targets: ReadonlyMap<string, TargetFact>
  readonly table: PairTable
  readonly from: (endpoint: Endpoint) => Promise<Reply>
}

const isEnough = (reading: ReadingFact | undefined, bounds: readonly Bound[], now: number): boolean =>
  reading !== undefined &&
  Math.abs(now - reading.at) < READING_FRESH_MS &&
  (reading.asksMargin === true || !bounds.some(({ mandate }) => limitsMargin(mandate)))
