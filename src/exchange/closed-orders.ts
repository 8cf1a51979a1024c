import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { QueryOrders } from '../kraken/endpoints/account/orders.ts'
import type { Reply } from '../kraken/reply.ts'
import { type SeenOrder, seenOrders } from './order-look.ts'

type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

/** Kraken takes at most so many ids at once (QueryOrders page). */
const MOST_IDS = 50

/** Asks for orders by Kraken's ids, as many as fit into one call; undefined unless the answer was clear. */
export const queryOrders = async (
  ask: Ask,
  txids: readonly string[],
): Promise<ReadonlyMap<string, SeenOrder> | undefined> => {
  const reply = await ask(QueryOrders, { txid: txids.slice(0, MOST_IDS) })
  const orders = reply.kind === 'result' ? seenOrders(reply.result) : undefined
  return orders && new Map(orders.map((order) => [order.txid, order]))
}
