import type { Sql } from '../sql.ts'

/** Moves what an amend has changed onto the order that it named; called in the transaction that notes it as placed. */
export const applyAmend = (sql: Sql, id: string): void => {
  const [amend] = sql.run(
    'SELECT target, volume, worst_price, limit_price, trigger_price FROM intents WHERE id = ?',
    id,
  )
  if (typeof amend?.target !== 'string') return
  sql.run(
    `UPDATE intents SET volume = COALESCE(?, volume), worst_price = COALESCE(?, worst_price),
       limit_price = COALESCE(?, limit_price), trigger_price = COALESCE(?, trigger_price) WHERE id = ?`,
    amend.volume ?? null,
    amend.worst_price ?? null,
    amend.limit_price ?? null,
    amend.trigger_price ?? null,
    amend.target,
  )
}
