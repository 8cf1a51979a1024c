import { amountIn, textIn } from '../../domain/field.ts'
import { larger } from '../../domain/money.ts'
import { ORDER_TYPES } from '../../domain/order.ts'
import type { OrderFact } from '../../domain/risk/facts.ts'
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

/** The facts, with what amends on their way would make of their orders where that is more, and when amends made more of them. */
export const underAmends = (kept: readonly Kept[]): readonly OrderFact[] => {
  const amends = new Map<unknown, SqlRow[]>()
  for (const { row } of kept)
    if (row.tool === AMEND && row.target !== null)
      amends.set(row.target, [...(amends.get(row.target) ?? []), row])
  if (amends.size === 0) return kept.map(({ fact }) => fact)
  return kept.map(({ fact }) => {
    const mine = amends.get(fact.intent)
    return mine ? underThese(fact, mine) : fact
  })
}

const underThese = (fact: OrderFact, amends: readonly SqlRow[]): OrderFact => {
  const underWay = amends.filter(({ state }) => isUnderWay(state))
  const most = (name: 'volume' | 'worst_price', own: string) =>
    underWay.reduce((value, row) => larger(value, amountIn(row[name])), own)
  const grown = amends.filter(
    ({ state, reduces, approved }) =>
      (isUnderWay(state) || state === 'placed') && reduces !== 1 && approved !== 1,
  )
  return {
    ...fact,
    volume: most('volume', fact.volume),
    worstPrice: most('worst_price', fact.worstPrice),
    ...(grown.length > 0 ? { grownAt: Math.max(...grown.map((row) => Number(row.intended_at))) } : {}),
  }
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
