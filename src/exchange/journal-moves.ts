import type { Audit } from './audit.ts'
import type { IntentState } from './intent.ts'
import type { Outcome } from './journal.ts'
import { applyAmend } from './rails/amended.ts'
import type { Sql } from './sql.ts'

/** Moves one intent to what became of it, if it still stands in one of the states `from`; call it in a transaction. */
export type MoveIntent = (id: string, from: readonly IntentState[], to: Outcome, now: number) => void

// Out of doubt leads another road, `leaveDoubt` in journal-doubts.ts, with other facts in its audit row.
export const createMoveIntent =
  ({ sql, audit }: { readonly sql: Sql; readonly audit: Audit }): MoveIntent =>
  (id, from, to, now) => {
    const marks = from.map(() => '?').join(', ')
    const [moved] = sql.run(
      `UPDATE intents SET state = ?, txids = COALESCE(?, txids), code = ?, kraken = ?, settled_at = ?
       WHERE id = ? AND state IN (${marks}) RETURNING token_id, tool`,
      to.state,
      to.txids ? JSON.stringify(to.txids) : null,
      to.code ?? null,
      to.kraken ?? null,
      to.state === 'uncertain' ? null : now,
      id,
      ...from,
    )
    if (!moved) return
    if (to.state === 'placed' && moved.tool === 'amend_order') applyAmend(sql, id, now)
    const facts = { ...(to.txids ? { txids: to.txids } : {}), ...(to.code ? { code: to.code } : {}) }
    audit.write({ event: `intent.${to.state}`, tokenId: String(moved.token_id), subject: id, facts }, now)
  }
