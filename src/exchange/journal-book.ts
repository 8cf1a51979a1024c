import type { Audit } from './audit.ts'
import { createDoubts, type JournalDoubts } from './journal-doubts.ts'
import { createJournalReads, type JournalReads } from './journal-reads.ts'
import type { Sql } from './sql.ts'

/** How a placed order ended. */
export type Ending = 'filled' | 'canceled' | 'expired'

/** What the journal answers, and what settlement writes into it. */
export interface JournalBook extends JournalReads, JournalDoubts {
  /** Notes how a placed order ended. */
  ended(id: string, how: Ending, now: number): void
}

export const createBook = (sql: Sql, audit: Audit): JournalBook => ({
  ...createJournalReads(sql),
  ...createDoubts(sql, audit),
  ended: (id, how, now) =>
    sql.transaction(() => {
      const [row] = sql.run(
        'UPDATE intents SET ended = ? WHERE id = ? AND ended IS NULL RETURNING token_id',
        how,
        id,
      )
      if (row) audit.write({ event: `order.${how}`, tokenId: String(row.token_id), subject: id }, now)
    }),
})
