import type { Audit } from './audit.ts'
import { applyAmend } from './rails/amended.ts'
import type { Sql } from './sql.ts'

/** What settlement writes of intents that are in doubt. */
export interface JournalDoubts {
  /** `uncertain → placed`, with the ids under which Kraken knows it. */
  found(id: string, txids: readonly string[], now: number): void
  /** Notes that a complete look did not find it. */
  missed(id: string, now: number): void
  /** `uncertain → not_placed`. */
  notPlaced(id: string, now: number): void
  /** `uncertain → placed` or `not_placed` by the owner's word. */
  settledByHand(id: string, as: 'placed' | 'not_placed', by: string, now: number): void
  /** Keeps a cancel for what is in doubt; it is carried out when it is found. */
  wishCancelled(ids: readonly string[], by: string, now: number): void
  wishDone(id: string): void
  /** Notes that the owner was told of a doubt. */
  told(id: string, now: number): void
}

export const createDoubts = (sql: Sql, audit: Audit): JournalDoubts => {
  const leaveDoubt = (
    id: string,
    state: 'placed' | 'not_placed',
    txids: readonly string[],
    now: number,
    by?: string,
  ): void =>
    sql.transaction(() => {
      const [row] = sql.run(
        `UPDATE intents SET state = ?, txids = COALESCE(?, txids), code = NULL, settled_at = ?
         WHERE id = ? AND state = 'uncertain' RETURNING token_id, tool`,
        state,
        txids.length > 0 ? JSON.stringify(txids) : null,
        now,
        id,
      )
      if (row && state === 'placed' && row.tool === 'amend_order') applyAmend(sql, id, now)
      if (row)
        audit.write(
          {
            event: `intent.${state}`,
            tokenId: String(row.token_id),
            subject: id,
            facts: { txids, ...(by === undefined ? {} : { by }) },
          },
          now,
        )
    })

  return {
    found: (id, txids, now) => leaveDoubt(id, 'placed', txids, now),
    missed: (id, now) =>
      void sql.run(
        // Not a time to come: the wall clock has stepped back since.
        `UPDATE intents SET looked_at = ?1, missed_at = CASE WHEN missed_at <= ?1 THEN missed_at ELSE ?1 END
         WHERE id = ?2`,
        now,
        id,
      ),
    notPlaced: (id, now) => leaveDoubt(id, 'not_placed', [], now),
    settledByHand: (id, as, by, now) => leaveDoubt(id, as, [], now, by),
    wishCancelled: (ids, by, now) =>
      sql.transaction(() => {
        for (const id of ids) {
          sql.run(`UPDATE intents SET cancel_wish = COALESCE(cancel_wish, ?) WHERE id = ?`, by, id)
          audit.write({ event: 'intent.cancel_wished', subject: id, facts: { by } }, now)
        }
      }),
    wishDone: (id) => void sql.run('UPDATE intents SET cancel_wish = NULL WHERE id = ?', id),
    told: (id, now) => void sql.run('UPDATE intents SET told_at = ? WHERE id = ?', now, id),
  }
}
