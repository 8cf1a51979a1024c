import type { Sql, SqlRow } from './sql.ts'

const FREE_FAILURES = 5
const FREE_FAILURES_OF_ALL = 20
const FIRST_WAIT_MS = 15 * 60_000
const LONGEST_WAIT_MS = 24 * 3_600_000
const LONGEST_WAIT_OF_ALL_MS = 60_000
const HOUR_MS = 3_600_000
const FORGET_MS = 24 * HOUR_MS
const KNOWN_MS = 30 * FORGET_MS

/** What slows down who guesses the passphrase; exact, since every guess is counted in the account's own storage. */
export interface Brakes {
  /** How long this address must wait before its next try is looked at, in milliseconds; 0: not at all. */
  waitFor(address: string, now: number): number
  failed(address: string, now: number): void
  passed(address: string, now: number): void
}

/**
 * After 5 failures within a day an address waits a quarter of an hour, and twice as long after each further one, up to a
 * day. After 20 failures of all within an hour every try waits for some seconds after the last one, up to a minute; an
 * address from which the owner came in within 30 days does not, so that strangers cannot keep the owner out.
 */
export const createBrakes = (sql: Sql): Brakes => {
  const rowOf = (address: string): SqlRow | undefined =>
    sql.run('SELECT * FROM sign_ins WHERE address = ?', address)[0]

  const waitOfAll = (now: number): number => {
    const [all] = sql.run(
      'SELECT sum(failures) AS failures, max(failed_at) AS failed_at FROM sign_ins WHERE failures > 0 AND failed_at > ?',
      now - HOUR_MS,
    )
    const above = Number(all?.failures ?? 0) - FREE_FAILURES_OF_ALL
    if (above < 0) return 0
    const wait = Math.min(LONGEST_WAIT_OF_ALL_MS, 1_000 * 2 ** Math.min(above, 10))
    return Math.max(0, Number(all?.failed_at) + wait - now)
  }

  return {
    waitFor(address, now) {
      const row = rowOf(address)
      const own = row ? waitOf(row, now) : 0
      const isKnown = typeof row?.passed_at === 'number' && now - row.passed_at < KNOWN_MS
      return isKnown ? own : Math.max(own, waitOfAll(now))
    },
    failed: (address, now) =>
      sql.transaction(() => {
        sql.run(
          'DELETE FROM sign_ins WHERE failed_at < ? AND (passed_at IS NULL OR passed_at < ?)',
          now - FORGET_MS,
          now - KNOWN_MS,
        )
        sql.run(
          `INSERT INTO sign_ins (address, failures, failed_at) VALUES (?, 1, ?) ON CONFLICT (address) DO UPDATE
           SET failures = CASE WHEN failed_at < ? THEN 1 ELSE failures + 1 END, failed_at = excluded.failed_at`,
          address,
          now,
          now - FORGET_MS,
        )
      }),
    passed: (address, now) =>
      void sql.run(
        `INSERT INTO sign_ins (address, failures, failed_at, passed_at) VALUES (?, 0, 0, ?)
         ON CONFLICT (address) DO UPDATE SET failures = 0, passed_at = excluded.passed_at`,
        address,
        now,
      ),
  }
}

const waitOf = ({ failures, failed_at }: SqlRow, now: number): number => {
  const above = Number(failures) - FREE_FAILURES
  if (above < 0) return 0
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(above, 10))
  return Math.max(0, Number(failed_at) + wait - now)
}
