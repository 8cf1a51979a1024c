import { amountIn, textIn } from '../../domain/field.ts'
import { larger, smaller } from '../../domain/money.ts'
import { ORDER_TYPES } from '../../domain/order.ts'
import type { Growth, OrderFact } from '../../domain/risk/facts.ts'
import type { SqlRow } from '../sql.ts'

export const AMEND = 'amend_order'

/** What the journal's row says of an order. */
export const orderFact = (row: SqlRow): OrderFact => ({
  intent: String(row.id),
  tokenId: String(row.token_id),
  txid: txidOf(row.txids),
  clientOrderId: textIn(row.client_order_id),
  pair: textIn(row.symbol) ?? textIn(row.pair) ?? '',
  side: row.side === 'sell' ? 'sell' : 'buy',
  orderType: ORDER_TYPES.find((type) => type === row.order_type) ?? 'limit',
  state: stateOf(row),
  volume: amountIn(row.volume),
  filled: amountIn(row.filled),
  cost: amountIn(row.cost),
  worstPrice: textIn(row.worst_price) ?? larger(amountIn(row.limit_price), amountIn(row.trigger_price)),
  triggerPrice: textIn(row.trigger_price),
  leverage: textIn(row.leverage),
  reduceOnly: row.reduce_only === 1,
  protective: row.protective === 1,
  intendedAt: Number(row.intended_at),
  filledAt: typeof row.filled_at === 'number' ? row.filled_at : undefined,
  approved: row.approved === 1,
  ...(row.tool === 'conditional_close' ? { isClose: true } : {}),
})

/** An amend counts for the rate by itself; what it changes counts with its order. */
export const amendFact = (row: SqlRow): OrderFact => ({
  ...orderFact(row),
  state: 'ended',
  volume: '0',
  filled: '0',
  cost: '0',
  worstPrice: '0',
})

interface Kept {
  readonly row: SqlRow
  readonly fact: OrderFact
}

/** The facts, with what amends on their way would make of their orders where that is more, and with who has made them larger. */
export const underAmends = (kept: readonly Kept[]): readonly OrderFact[] => {
  const amends = Map.groupBy(
    kept.filter(({ row: { tool, state } }) => tool === AMEND && (isUnderWay(state) || state === 'placed')),
    ({ row }) => row.target,
  )
  if (amends.size === 0) return kept.map(({ fact }) => fact)
  return kept.map(({ fact }) => {
    const mine = (amends.get(fact.intent) ?? []).map(({ row }) => row)
    if (mine.length === 0) return fact
    const most = (name: 'volume' | 'worst_price', own: string) =>
      mine
        .filter(({ state }) => isUnderWay(state))
        .reduce((value, row) => larger(value, amountIn(row[name])), own)
    const grown = growthsOf(mine)
    return {
      ...fact,
      volume: most('volume', fact.volume),
      worstPrice: most('worst_price', fact.worstPrice),
      ...(grown.length > 0 ? { grown } : {}),
    }
  })
}

const growthsOf = (amends: readonly SqlRow[]): readonly Growth[] => {
  const unasked = amends.filter(({ approved, reduce_only }) => approved !== 1 && reduce_only !== 1)
  return [...Map.groupBy(unasked, ({ token_id }) => String(token_id))].map(([tokenId, rows]) => ({
    tokenId,
    at: Math.max(...rows.map(({ intended_at }) => Number(intended_at))),
    filled: rows.map(({ filled }) => amountIn(filled)).reduce(smaller),
    cost: rows.map(({ cost }) => amountIn(cost)).reduce(smaller),
  }))
}

const isUnderWay = (state: unknown): boolean =>
  state === 'intended' || state === 'sent' || state === 'uncertain'

// A cancelled order counts in full until a look has shown what of it had traded.
const stateOf = ({ state, final }: SqlRow): OrderFact['state'] => {
  if (state === 'sent' || state === 'uncertain') return 'unresolved'
  return state === 'intended' || (state === 'placed' && final === 0) ? 'open' : 'ended'
}

const txidOf = (txids: unknown): string | undefined => {
  if (typeof txids !== 'string') return undefined
  const ids: unknown = JSON.parse(txids)
  return Array.isArray(ids) && typeof ids[0] === 'string' ? ids[0] : undefined
}
