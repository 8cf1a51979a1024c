import { BreakwaterError } from '../../domain/errors.ts'
import type { Depth } from '../../domain/matching/depth.ts'
import type { Print } from '../../domain/matching/print.ts'
import type { Pair } from '../../kraken/trading/call.ts'
import type { Feed } from './feed.ts'
import type { Cursor } from './state.ts'

/** One look at a pair: its prints since the cursor, then its book, so that the book is never older than a print. */
export interface Glimpse {
  readonly pair: string
  /** Empty where there was no cursor: nobody waited for what was printed before. */
  readonly prints: readonly Print[]
  readonly cursor: Cursor
  /** The tape was read to its end. */
  readonly isWhole: boolean
  readonly depth: Depth
}

/** A look gives up here and goes on from its cursor the next time: 20,000 prints. */
const MOST_PAGES = 20

/**
 * Asks for a pair's tape from its cursor to its end, page by page, and for the book behind it. Throws what the feed throws
 * where nothing was learnt; a page that fails after others ends the look there, so that what was read is not read again.
 */
export const glimpse = async (feed: Feed, pair: Pair, from: Cursor | undefined): Promise<Glimpse> => {
  const { prints: read, since, isWhole } = await readTape(feed, pair, from)
  const prints = eachOnce(read)
  const depth = isWhole ? await feed.book(pair) : NOT_SEEN
  const last = prints.at(-1)?.price ?? from?.last ?? depth.asks[0]?.price ?? depth.bids[0]?.price
  if (last === undefined) throw noMarket(pair.symbol)
  const cursor = { since, lastId: prints.at(-1)?.id ?? from?.lastId ?? 0, last }
  return { pair: pair.key, prints: from ? prints : [], cursor, isWhole, depth }
}

/** By their numbers, whatever order they came in: where two pages meet, one may stand on both. */
const eachOnce = (prints: readonly Print[]): readonly Print[] => {
  const numbered = [...prints].sort((a, b) => (a.id ?? 0) - (b.id ?? 0))
  return numbered.filter(({ id }, at) => at === 0 || id !== numbered[at - 1]?.id)
}

const NOT_SEEN: Depth = { bids: [], asks: [] }

const readTape = async (feed: Feed, pair: Pair, from: Cursor | undefined) => {
  const prints: Print[] = []
  let since = from?.since
  for (let page = 0; page < MOST_PAGES; page++) {
    const next = await feed.tape(pair, since).catch(pageFailed(prints))
    if (!next) break
    prints.push(...next.prints)
    since = next.since
    if (!next.isFull) return { prints, since, isWhole: true }
  }
  return { prints, since: since ?? '0', isWhole: false }
}

const pageFailed =
  (read: readonly Print[]) =>
  (failure: unknown): undefined => {
    if (read.length === 0) throw failure
  }

const noMarket = (symbol: string) =>
  new BreakwaterError('unavailable', 'paper_prices', `${symbol} has neither trades nor orders now.`, {
    hint: 'Choose another pair, or try later.',
  })
