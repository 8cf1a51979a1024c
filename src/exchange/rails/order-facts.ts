import { isDecimal, larger } from '../../domain/money.ts'
import { ORDER_TYPES } from '../../domain/order.ts'
import type { InventoryFact, OrderFact } from '../../domain/risk/facts.ts'
import type { Sql, SqlRow } from '../sql.ts'

/** What the journal says of orders, read in the very step in which they are judged. */
export interface OrderFacts {
  /** Open, unresolved, traded in the last 24 hours, or intended in the last hour; of every token, and of strangers. */
  orders(now: number): readonly OrderFact[]
  /** What tokens have bought less what they have sold on spot, over all time. */
  inventory(): readonly InventoryFact[]
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const COLUMNS = `id, token_id, tool, txids, client_order_id, pair, symbol, side, order_type, state, volume, filled, cost,
  worst_price, limit_price, trigger_price, leverage, reduce_only, protective, approved, target, intended_at, filled_at, final`

// What was refused has left all the same, and counts for the rate; what never left counts for nothing. Indexed, all of them.
const RELEVANT = `
  SELECT ${COLUMNS} FROM intents WHERE state IN ('intended', 'sent', 'uncertain')
  UNION SELECT ${COLUMNS} FROM intents WHERE final = 0 AND state = 'placed' AND side IS NOT NULL
  UNION SELECT ${COLUMNS} FROM intents WHERE filled_at > ? AND state = 'placed'
  UNION SELECT ${COLUMNS} FROM intents WHERE intended_at > ? AND state IN ('placed', 'refused', 'not_placed')`

const AMEND = 'amend_order'

/** Reads orders and inventory from the account's own storage. */
export const createOrderFacts = (sql: Sql): OrderFacts => ({
  orders(now) {
    const rows = sql.run(RELEVANT, now - DAY_MS, now - HOUR_MS)
    const amends = rows.filter(({ tool, state }) => tool === AMEND && isUnderWay(state))
    return rows.flatMap((row) => {
      if (row.tool === AMEND) return [amendFact(row)]
      return row.side === null ? [] : [orderFact(row, amends)]
    })
  },
  inventory: () =>
    sql.run('SELECT token_id, asset, net FROM inventory').map((row) => ({
      tokenId: String(row.token_id),
      asset: String(row.asset),
      net: String(row.net),
    })),
})

const isUnderWay = (state: unknown): boolean =>
  state === 'intended' || state === 'sent' || state === 'uncertain'

/** An amend counts for the rate by itself; what it changes counts with the order, at once where that is more. */
const amendFact = (row: SqlRow): OrderFact => ({
  ...orderFact(row, []),
  state: 'ended',
  volume: '0',
  filled: '0',
  cost: '0',
  worstPrice: '0',
})

const orderFact = (row: SqlRow, amends: readonly SqlRow[]): OrderFact => {
  const mine = amends.filter(({ target }) => target === row.id)
  const most = (name: 'volume' | 'worst_price', own: string) =>
    mine.reduce((value, amend) => larger(value, decimal(amend[name])), own)
  return {
    intent: String(row.id),
    tokenId: String(row.token_id),
    txid: txidOf(row.txids),
    clientOrderId: text(row.client_order_id),
    pair: text(row.symbol) ?? text(row.pair) ?? '',
    side: row.side === 'sell' ? 'sell' : 'buy',
    orderType: ORDER_TYPES.find((type) => type === row.order_type) ?? 'limit',
    state: stateOf(row),
    volume: most('volume', decimal(row.volume)),
    filled: decimal(row.filled),
    cost: decimal(row.cost),
    worstPrice: most('worst_price', worstOf(row)),
    triggerPrice: text(row.trigger_price),
    leverage: text(row.leverage),
    reduceOnly: row.reduce_only === 1,
    protective: row.protective === 1,
    intendedAt: Number(row.intended_at),
    filledAt: typeof row.filled_at === 'number' ? row.filled_at : undefined,
    approved: row.approved === 1,
  }
}

// A cancelled order counts in full until a look has shown what of it had traded.
const stateOf = ({ state, final }: SqlRow): OrderFact['state'] => {
  if (state === 'sent' || state === 'uncertain') return 'unresolved'
  return state === 'intended' || (state === 'placed' && final === 0) ? 'open' : 'ended'
}

const worstOf = (row: SqlRow): string =>
  text(row.worst_price) ?? larger(decimal(row.limit_price), decimal(row.trigger_price))

const txidOf = (txids: unknown): string | undefined => {
  const ids: unknown = typeof txids === 'string' ? JSON.parse(txids) : []
  return Array.isArray(ids) && typeof ids[0] === 'string' ? ids[0] : undefined
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const decimal = (value: unknown): string => (typeof value === 'string' && isDecimal(value) ? value : '0')
