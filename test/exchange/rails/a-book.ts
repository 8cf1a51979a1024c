import type { PairFact } from '../../../src/domain/risk/facts.ts'
import { createAudit } from '../../../src/exchange/audit.ts'
import type { SeenOrder } from '../../../src/exchange/order-look.ts'
import { createFills } from '../../../src/exchange/rails/fills.ts'
import { createOrderFacts } from '../../../src/exchange/rails/order-facts.ts'
import { aDatabase } from '../../support/sql.ts'

/** Bitcoin against dollars, as Kraken lists it. */
export const BTCUSD: PairFact = {
  symbol: 'BTC/USD',
  base: 'BTC',
  quote: 'USD',
  status: 'online',
  tickSize: '0.1',
  pairDecimals: 1,
  lotDecimals: 8,
  costDecimals: 5,
  orderMin: '0.00005',
  costMin: '0.5',
  maxLeverage: { buy: 10, sell: 10 },
}

/** An order as a look shows it. */
export const seenOrder = (
  txid: string,
  executed: string,
  cost: string,
  more: Partial<SeenOrder> = {},
): SeenOrder => ({
  txid,
  clientOrderId: undefined,
  refid: undefined,
  status: 'open',
  openedAt: 0,
  pair: 'XBTUSD',
  side: 'buy',
  orderType: 'limit',
  volume: '1',
  executed,
  price: '10000',
  trigger: '10000',
  description: '',
  cost,
  fee: '0',
  price2: '0',
  leverage: 'none',
  reduceOnly: false,
  closedAt: undefined,
  ...more,
})

/** The books of an account with these orders in them, each placed by its token. */
export const aBook = (
  orders: readonly { txid: string; tokenId?: string; side?: string; leverage?: string }[],
) => {
  const sql = aDatabase()
  for (const { txid, tokenId = 't_a', side = 'buy', leverage } of orders)
    sql.run(
      `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, pair, side, state, txids,
         intended_at, order_type, volume, limit_price, leverage)
       VALUES (?, ?, 0, 'r', ?, 'add_order', '{}', '', 'XBTUSD', ?, 'placed', ?, 0, 'limit', '1', '10000', ?)`,
      `i_${txid}`,
      `i_${txid}`,
      tokenId,
      side,
      JSON.stringify([txid]),
      leverage ?? null,
    )
  const heard: unknown[] = []
  const fills = createFills(sql, createAudit(sql), (delta) => heard.push(delta))
  const learn = (...seen: SeenOrder[]) =>
    fills.learn(seen, (name) => (name === 'XBTUSD' ? BTCUSD : undefined), 1_000)
  const facts = createOrderFacts(sql)
  const net = (tokenId: string, asset: string) =>
    facts.inventory().find((one) => one.tokenId === tokenId && one.asset === asset)?.net ?? '0'
  return { sql, fills, facts, heard, learn, net }
}
