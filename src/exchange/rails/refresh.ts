import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Reply } from '../../kraken/reply.ts'
import { queryOrders } from '../closed-orders.ts'
import type { Intent } from '../intent.ts'
import type { Fills } from './fills.ts'
import type { PairTable } from './tables.ts'

interface RefreshDeps {
  readonly fills: Fills
  readonly ask: (endpoint: Endpoint, params: Params) => Promise<Reply>
  readonly now: () => number
}

/** Kraken takes so many ids at once; what is more than a few questions away waits for the minute's reconciliation. */
const AT_ONCE = 50
const MOST_QUESTIONS = 4

/** Looks at these orders and learns what of them has traded. A look that fails leaves them counting in full. */
export const refreshFills = async (
  { ask, fills, now }: RefreshDeps,
  rows: readonly Intent[],
  table: PairTable,
): Promise<void> => {
  const txids = [...new Set(rows.flatMap(({ txids: [txid] }) => txid ?? []))].sort()
  for (let at = 0; at < Math.min(txids.length, AT_ONCE * MOST_QUESTIONS); at += AT_ONCE) {
    const began = now()
    const seen = await queryOrders(ask, txids.slice(at, at + AT_ONCE))
    if (seen) fills.learn([...seen.values()], table.pair, now(), began)
  }
}
