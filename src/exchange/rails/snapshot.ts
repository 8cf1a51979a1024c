import type { Facts } from '../../domain/risk/facts.ts'
import type { Fills } from './fills.ts'
import type { Gathered } from './gathered.ts'
import type { OrderFacts } from './order-facts.ts'
import type { RailsSources } from './sources.ts'

interface SnapshotDeps {
  readonly exchange: Facts['exchange']
  readonly account: string
  readonly sources: RailsSources
  readonly facts: OrderFacts
  readonly fills: Pick<Fills, 'version'>
  readonly now: () => number
}

/** The whole picture for one call, in one synchronous step: what was gathered, and what the account's own books say now. */
export type Snapshot = (gathered: Gathered, tokenId: string) => Facts

export const createSnapshot =
  ({ exchange, account, sources, facts, fills, now }: SnapshotDeps): Snapshot =>
  (gathered, tokenId) => {
    const at = now()
    const { books, lasts, quotes, margin, targets, table } = gathered
    // What was held before a fill says nothing after it: better unknown than wrong.
    const isOld = gathered.fillsVersion !== fills.version()
    return {
      now: at,
      exchange,
      tokenId,
      account,
      bounds: sources.withReadings(sources.boundsOf(tokenId)),
      pairs: table?.pairs ?? NO_PAIRS,
      books,
      lasts,
      quotes,
      orders: facts.orders(at),
      inventory: facts.inventory(),
      holdings: isOld ? undefined : gathered.holdings,
      positions: isOld ? undefined : gathered.positions,
      margin,
      reading: sources.reading(),
      tradingState: sources.tradingState(tokenId),
      targets,
    }
  }

const NO_PAIRS: Facts['pairs'] = new Map()
