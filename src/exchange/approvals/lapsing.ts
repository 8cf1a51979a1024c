import type { Sql } from '../sql.ts'
import type { Questions } from './store.ts'

/** An approval counts for so long after it was asked for. */
export const LAPSE_MS = 10 * 60_000

/** Ends the questions that have waited too long, and those that were approved and never came to be written down. */
export const createLapse =
  (sql: Sql, questions: Pick<Questions, 'due' | 'decide' | 'close'>) =>
  (at: number): void => {
    for (const question of questions.due(at))
      sql.transaction(() => {
        questions.decide(question.id, 'lapsed', 'server', at)
        questions.close(question, 'withdrawn', 'approval_lapsed', at)
      })
  }
