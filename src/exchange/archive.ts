import type { Audit } from './audit.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import type { Daily } from './owner-daily.ts'
import type { Sql, SqlRow } from './sql.ts'
import type { States } from './states.ts'

/** Where closed rows go; keeps a row that it has already. Rejects where it does not answer. */
export interface Archive {
  intents(rows: readonly SqlRow[]): Promise<void>
  audit(rows: readonly SqlRow[]): Promise<void>
}

interface ArchiveDeps {
  readonly sql: Sql
  readonly states: States
  readonly audit: Audit
  readonly archive: Archive
  readonly clock: Clock
  readonly days: number
}

const DAY_MS = 86_400_000
/** Kraken closes a margin position after so long. */
const LONGEST_POSITION_MS = 365 * DAY_MS
const AT_ONCE = 200
/** The alarm waits no longer for each of the two. */
const PATIENCE_MS = 5_000

// What an idempotency_key is bound to stays: it answers for ever. What has traded lately still counts, however old the
// order; what rests is open, whoever placed it; and a position is its token's by the order that opened it, for a year.
const CLOSED = `SELECT * FROM intents
  WHERE MAX(COALESCE(settled_at, intended_at), COALESCE(filled_at, 0)) < ?1 - CASE WHEN leverage IS NULL THEN 0 ELSE ${LONGEST_POSITION_MS} END
    AND idempotency_key IS NULL
    AND (state IN ('refused', 'denied', 'busy', 'withdrawn', 'not_placed')
         OR (state = 'placed' AND (ended IS NOT NULL OR side IS NULL)))
  ORDER BY intended_at LIMIT ?2`

// What nobody will ask for again, and no archive keeps: alerts that were delivered or given up, links and copies of tokens
// that have long opened nothing. A revoked token's stone expires never, and stays; so does a child: what it has built
// counts against its parent.
const SPENT = [
  'DELETE FROM alerts WHERE at < ? AND next_at IS NULL',
  'DELETE FROM panic_links WHERE MIN(expires_at, COALESCE(revoked_at, expires_at)) < ?',
  'DELETE FROM tokens WHERE expires_at < ? AND parent IS NULL',
  `DELETE FROM approvals WHERE asked_at < ? AND state != 'waiting'`,
]

/**
 * Moves what has long been closed out of the object: copied first, then taken out in one step. A client order id stays
 * spent, and the audit's chain goes on from the last hash that left. A part of them at a time.
 */
export const archiving = ({ sql, states, audit, archive, clock, days }: ArchiveDeps): Daily => {
  const copied = async (copy: Promise<void>): Promise<void> => {
    const done = await bounded(
      clock,
      PATIENCE_MS,
      copy.then(() => true),
    )
    if (!done) throw new Error('the archive does not answer')
  }

  const moveIntents = async (before: number): Promise<number> => {
    const rows = sql.run(CLOSED, before, AT_ONCE)
    if (rows.length === 0) return 0
    await copied(archive.intents(rows))
    sql.transaction(() => {
      for (const { id, client_order_id, state } of rows) {
        if (client_order_id !== null && (state === 'placed' || state === 'not_placed'))
          sql.run('INSERT OR IGNORE INTO spent_ids (client_order_id) VALUES (?)', client_order_id ?? null)
        sql.run('DELETE FROM intents WHERE id = ?', id ?? null)
      }
      audit.write({ event: 'journal.archived', facts: { intents: rows.length } }, clock.now())
    })
    return rows.length
  }

  // The newest row stays, so that no id is given twice.
  const moveAudit = async (before: number): Promise<number> => {
    const oldest = sql.run(
      'SELECT * FROM audit WHERE id < (SELECT MAX(id) FROM audit) ORDER BY id LIMIT ?',
      AT_ONCE,
    )
    const young = oldest.findIndex(({ at }) => Number(at) >= before)
    const rows = young < 0 ? oldest : oldest.slice(0, young)
    const last = rows.at(-1)
    if (!last) return 0
    await copied(archive.audit(rows))
    sql.transaction(() => {
      states.set('audit_head', last.hash)
      sql.run('DELETE FROM audit WHERE id <= ?', last.id ?? null)
    })
    return rows.length
  }

  return {
    name: 'archive',
    async run(now) {
      const before = now - days * DAY_MS
      sql.transaction(() => {
        for (const statement of SPENT) sql.run(statement, before)
      })
      const moved = [await moveIntents(before), await moveAudit(before)]
      return moved.some((count) => count === AT_ONCE) ? 'more' : 'done'
    },
  }
}
