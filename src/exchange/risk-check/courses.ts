import { NO_LOSS, periodOf, stricter } from '../../domain/equity/drawdown.ts'
import { beginningOf } from '../../domain/equity/periods.ts'
import type { PeriodFact } from '../../domain/risk/facts.ts'
import type { Sql } from '../sql.ts'
import type { Readings } from './readings.ts'

const DAY_MS = 86_400_000

/** Tells how the day (of the zone, and the last 24 hours: the worse), the week and the month of a line went until a moment. */
export const createCourses = (sql: Sql, around: Readings['around']): Readings['courses'] => {
  const since = (subject: string, from: number, until: number): PeriodFact => {
    const opening = around(subject, from)
    const now = around(subject, until)
    if (!opening || !now) return NO_LOSS
    const [row] = sql.run(
      'SELECT MAX(high) AS high FROM risk_readings WHERE subject = ? AND at >= ? AND at <= ?',
      subject,
      opening.at,
      until,
    )
    const high = typeof row?.high === 'string' ? row.high : now.perUnit
    return periodOf({ opening: opening.result, high, result: now.result, perUnit: now.perUnit })
  }

  return (subject, at, zone) => ({
    day: stricter(since(subject, beginningOf('day', at, zone), at), since(subject, at - DAY_MS, at)),
    week: since(subject, beginningOf('week', at, zone), at),
    month: since(subject, beginningOf('month', at, zone), at),
  })
}
