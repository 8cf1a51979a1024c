import type { IntentState } from './intent.ts'
import type { MoveIntent } from './journal-moves.ts'
import type { Sql } from './sql.ts'

/** What a death left in the middle, and what was sent and never written down. */
export interface JournalRecovery {
  /**
   * Run once at wake-up: what was on its way when the object died is in doubt; what was only intended never left,
   * because the row says `sent` before the request does.
   */
  recover(now: number): void
  /** When the oldest call that is sent counts as overdue, unix milliseconds; undefined if none is. */
  overdueAt(): number | undefined
  /** Takes for uncertain what was sent so long ago that its answer came or never will: writing it down failed. */
  overdue(now: number): void
}

/** Until what an earlier life left is marked, a stop may write rows of this one: its ids are told apart. */
export interface Lives {
  newId(): string
  isOfThisLife(id: string): boolean
  recovered(): void
}

interface RecoveryDeps {
  readonly sql: Sql
  readonly move: MoveIntent
  readonly lives: Pick<Lives, 'isOfThisLife' | 'recovered'>
}

/** No call waits so long for its answer. */
const OVERDUE_MS = 60_000

const APPROVED_AND_LOST = `SELECT id FROM intents WHERE state = 'awaiting_approval'
  AND call_id IN (SELECT id FROM approvals WHERE state = 'approved')`

export const createLives = (newIntentId: () => string): Lives => {
  const ofThisLife = new Set<string>()
  let isRecovered = false
  return {
    newId() {
      const id = newIntentId()
      if (!isRecovered) ofThisLife.add(id)
      return id
    },
    isOfThisLife: (id) => ofThisLife.has(id),
    recovered() {
      isRecovered = true
      ofThisLife.clear()
    },
  }
}

export const createJournalRecovery = ({ sql, move, lives }: RecoveryDeps): JournalRecovery => {
  const left = (state: IntentState): readonly string[] =>
    sql
      .run('SELECT id FROM intents WHERE state = ?', state)
      .map(({ id }) => String(id))
      .filter((id) => !lives.isOfThisLife(id))

  return {
    recover(now) {
      sql.transaction(() => {
        for (const id of left('sent')) move(id, ['sent'], { state: 'uncertain', code: 'interrupted' }, now)
        for (const id of left('intended'))
          move(id, ['intended'], { state: 'withdrawn', code: 'interrupted' }, now)
        // Approved, and lost before it was written down: nobody is asked about it again.
        for (const { id } of sql.run(APPROVED_AND_LOST))
          move(String(id), ['awaiting_approval'], { state: 'withdrawn', code: 'interrupted' }, now)
      })
      lives.recovered()
    },
    overdueAt() {
      const [row] = sql.run(`SELECT MIN(sent_at) AS at FROM intents WHERE state = 'sent'`)
      return typeof row?.at === 'number' ? row.at + OVERDUE_MS : undefined
    },
    overdue: (now) =>
      sql.transaction(() => {
        const late = sql.run(`SELECT id FROM intents WHERE state = 'sent' AND sent_at <= ?`, now - OVERDUE_MS)
        for (const { id } of late)
          move(String(id), ['sent'], { state: 'uncertain', code: 'interrupted' }, now)
      }),
  }
}
