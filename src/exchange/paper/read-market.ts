import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { TradingMarket } from '../../kraken/trading/call.ts'
import type { Feed } from './feed.ts'
import type { Prices } from './prices.ts'
import type { PaperState } from './state.ts'

/** A market that is not asked: neither a cancel nor a look at orders needs names or prices. */
export const NO_MARKET: TradingMarket = {
  pairs: new Map(),
  find: () => undefined,
  asset: () => undefined,
  book: () => ({ bids: [], asks: [] }),
  last: () => '0',
}

const NEEDS_PRICES: ReadonlySet<string> = new Set(['get_trade_balance', 'get_trade_volume'])
const NEEDS_NOTHING: ReadonlySet<string> = new Set([
  'get_open_orders',
  'get_closed_orders',
  'query_orders',
  'get_order_amends',
  'get_open_positions',
])

/** No more of the market than a read needs: orders can be looked at while the market itself cannot. */
export const createReadMarket =
  (feed: Feed, prices: Prices) =>
  async ({ tool }: Endpoint, { asset: wanted }: Params, account: PaperState): Promise<TradingMarket> => {
    if (NEEDS_NOTHING.has(tool)) return NO_MARKET
    const catalogue = await feed.catalogue()
    if (!NEEDS_PRICES.has(tool)) return { ...NO_MARKET, ...catalogue }
    const target = typeof wanted === 'string' ? catalogue.asset(wanted)?.key : undefined
    return prices.market(account, target === undefined ? [] : [target])
  }
