import { textIn } from '../../domain/field.ts'
import { isMore } from '../../domain/money.ts'
import { isRecord } from '../../domain/record.ts'
import type { Sql, SqlRow } from '../sql.ts'

/** Moves what an amend has changed onto the order that it named; called in the transaction that notes it as placed. */
export const applyAmend = (sql: Sql, id: string): void => {
  const [amend] = sql.run(
    'SELECT target, params, volume, worst_price, limit_price, trigger_price FROM intents WHERE id = ?',
    id,
  )
  const order = amend && targetOf(sql, amend)
  if (!order) return
  sql.run(
    `UPDATE intents SET volume = COALESCE(?, volume), worst_price = ?,
       limit_price = COALESCE(?, limit_price), trigger_price = COALESCE(?, trigger_price) WHERE id = ?`,
    amend.volume ?? null,
    amend.worst_price ?? unmeasured(order, amend),
    amend.limit_price ?? null,
    amend.trigger_price ?? null,
    order.id ?? null,
  )
}

// A price that was not measured counts as it is written, where that is more.
const unmeasured = (order: SqlRow, amend: SqlRow): string | null => {
  const [before, written] = [textIn(order.worst_price), textIn(amend.limit_price)]
  if (before === undefined || written === undefined) return before ?? null
  return isMore(written, before) ? written : before
}

/** An amend under no limits measured nothing, and knows its order by the name alone: limits may come after it. */
const targetOf = (sql: Sql, { target, params }: SqlRow): SqlRow | undefined => {
  if (typeof target === 'string')
    return sql.run('SELECT id, worst_price FROM intents WHERE id = ?', target)[0]
  const parsed: unknown = JSON.parse(String(params))
  const { txid, cl_ord_id } = isRecord(parsed) ? parsed : {}
  const named = (condition: string, name: string) =>
    sql.run(`SELECT id, worst_price FROM intents WHERE ${condition} LIMIT 1`, name)[0]
  return typeof cl_ord_id === 'string'
    ? named(`client_order_id = ? AND state = 'placed'`, cl_ord_id)
    : named('side IS NOT NULL AND txids = ?', JSON.stringify([txid]))
}
