import type { Intended, Moment, Outcome } from './journal.ts'
import type { MoveIntent } from './journal-moves.ts'
import type { Sql } from './sql.ts'

/** What is written when a call leaves, and when its answer comes. */
export interface JournalSending {
  /** Notes that the call leaves in this very turn, with the deadline it carries. */
  sent(intended: Intended, deadline: string | undefined, at: Moment): void
  /** Notes what became of the orders, one outcome each (or one for all). */
  settle(intended: Intended, outcomes: readonly Outcome[], now: number): void
  /** The same of a stop, by its id. */
  stopSent(id: string, at: Moment): void
  stopSettled(id: string, outcome: Outcome, now: number): void
}

export const createSending = (sql: Sql, move: MoveIntent): JournalSending => ({
  sent: ({ intents }, deadline, { ours, exchanges }) =>
    sql.transaction(() => {
      for (const id of intents)
        sql.run(
          `UPDATE intents SET state = 'sent', deadline = ?, sent_at = ?, exchange_at = ?
             WHERE id = ? AND state = 'intended'`,
          deadline ?? null,
          ours,
          exchanges,
          id,
        )
    }),
  settle: ({ intents }, outcomes, now) =>
    sql.transaction(() => {
      intents.forEach((id, position) => {
        // An answer that leaves an order out says nothing about it.
        const outcome = outcomes.length === 1 ? outcomes[0] : outcomes[position]
        move(id, ['intended', 'sent'], outcome ?? { state: 'uncertain', code: 'order_uncertain' }, now)
      })
    }),
  stopSent: (id, { ours, exchanges }) =>
    void sql.run(
      `UPDATE intents SET state = 'sent', sent_at = ?, exchange_at = ? WHERE id = ?`,
      ours,
      exchanges,
      id,
    ),
  stopSettled: (id, outcome, now) => sql.transaction(() => move(id, ['intended', 'sent'], outcome, now)),
})
