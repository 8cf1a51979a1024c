import type { Sql } from '../sql.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const EACH_MS = 2 * DAY_MS
const HOURLY_MS = 35 * DAY_MS

/** Keeps each reading for 48 hours, then one an hour, with the highest of its hour, for 35 days. */
export const thinReadings = (sql: Sql, now: number): void => {
  const before = Math.floor((now - EACH_MS) / HOUR_MS) * HOUR_MS
  for (const { subject, last, first, high } of sql.run(
    `SELECT subject, MAX(at) AS last, MIN(at) AS first, MAX(high) AS high FROM risk_readings WHERE at < ?
         GROUP BY subject, at / ${HOUR_MS} HAVING COUNT(*) > 1`,
    before,
  )) {
    const [name = '', from = 0, to = 0] = [subject, first, last]
    sql.run('UPDATE risk_readings SET high = ? WHERE subject = ? AND at = ?', high ?? '', name, to)
    sql.run('DELETE FROM risk_readings WHERE subject = ? AND at >= ? AND at < ?', name, from, to)
  }
  sql.run('DELETE FROM risk_readings WHERE at < ?', now - HOURLY_MS)
  sql.run('DELETE FROM risk_lines WHERE at < ?', now - HOURLY_MS)
}
