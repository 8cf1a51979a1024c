import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Reply } from '../../kraken/reply.ts'
import { PAPER_HABITS } from '../../kraken/trading/habits.ts'
import { TRADING_HANDLERS } from '../../kraken/trading/handlers.ts'
import { openRecord } from '../../kraken/trading/open-record.ts'
import { NO_MARKET } from './read-market.ts'
import { replyOf } from './reply-of.ts'

const OF_ORDERS: ReadonlySet<string> = new Set([
  'get_open_orders',
  'get_closed_orders',
  'query_orders',
  'get_open_positions',
  'cancel_order',
  'cancel_order_batch',
  'cancel_all_orders',
])

/**
 * What an account that was never opened answers of orders: it has none, whether or not the market can be had. Undefined for
 * all that needs a book.
 */
export const unopenedReply = ({ tool }: Endpoint, params: Params, now: number): Reply | undefined => {
  const handler = OF_ORDERS.has(tool) ? TRADING_HANDLERS[tool] : undefined
  if (!handler) return undefined
  const account = openRecord({ seed: 'unopened', mark: '0', balances: {}, now })
  return replyOf(() => handler({ account, market: NO_MARKET, params, now, habits: PAPER_HABITS }))
}
