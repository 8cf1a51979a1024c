import { amountIn, textIn } from '../../domain/field.ts'
import { larger } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import type { Sql, SqlRow } from '../sql.ts'

/**
 * Moves what an amend has changed onto the order that it named; called in the transaction that notes it as placed. What
 * it made smaller or cheaper counts as before until a look that began after it: the order may have traded meanwhile.
 */
export const applyAmend = (sql: Sql, id: string, now: number): void => {
  const [amend] = sql.run(
    'SELECT target, params, volume, worst_price, limit_price, trigger_price FROM intents WHERE id = ?',
    id,
  )
  const order = amend && targetOf(sql, amend)
  if (!order) return
  sql.run(
    `UPDATE intents SET volume = ?, worst_price = ?, limit_price = COALESCE(?, limit_price),
       trigger_price = COALESCE(?, trigger_price), amended_at = ?, amended_worst = ? WHERE id = ?`,
    largest(order.volume, amend.volume),
    worstOf(order, amend),
    amend.limit_price ?? null,
    amend.trigger_price ?? null,
    now,
    // Two amends that no look has followed yet may have taken effect in either order.
    order.amended_at === null ? (amend.worst_price ?? null) : largest(order.amended_worst, amend.worst_price),
    order.id ?? null,
  )
}

// A price that was not measured counts as it is written, where that is more.
const worstOf = (order: SqlRow, amend: SqlRow): string | null => {
  if (textIn(order.worst_price) !== undefined)
    return largest(order.worst_price, amend.worst_price ?? amend.limit_price)
  if (textIn(amend.worst_price) === undefined) return null
  return largest(amend.worst_price, larger(amountIn(order.limit_price), amountIn(order.trigger_price)))
}

const largest = (before: unknown, after: unknown): string | null => {
  const [one, other] = [textIn(before), textIn(after)]
  return one !== undefined && other !== undefined ? larger(one, other) : (one ?? other ?? null)
}

const ORDER =
  'SELECT id, volume, worst_price, limit_price, trigger_price, amended_at, amended_worst FROM intents'

/** An amend under no limits measured nothing, and knows its order by the name alone: limits may come after it. */
const targetOf = (sql: Sql, { target, params }: SqlRow): SqlRow | undefined => {
  if (typeof target === 'string') return sql.run(`${ORDER} WHERE id = ?`, target)[0]
  const parsed: unknown = JSON.parse(String(params))
  const { txid, cl_ord_id } = isRecord(parsed) ? parsed : {}
  const named = (condition: string, name: string) => sql.run(`${ORDER} WHERE ${condition} LIMIT 1`, name)[0]
  return typeof cl_ord_id === 'string'
    ? named(`client_order_id = ? AND state = 'placed'`, cl_ord_id)
    : named('side IS NOT NULL AND txids = ?', JSON.stringify([txid]))
}
