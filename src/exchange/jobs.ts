import { attempt } from './attempt.ts'
import type { Sql } from './sql.ts'

/** What the clock makes the account do, by name. */
export type Jobs = Readonly<Record<string, (now: number) => Promise<void>>>

export type JobOutcome = 'done' | 'not_mine' | 'not_now' | 'unknown' | 'failed'

interface JobsDeps {
  readonly sql: Sql
  readonly now: () => number
  readonly jobs: Jobs
  readonly failed: (job: string, now: number) => void
  readonly worked: (job: string) => void
}

/** A run that has not ended by then is taken for dead, and the next delivery may claim it. */
const LEASE_MS = 50_000
/** No job believes a time further from the object's own clock. */
const BELIEVED_MS = 60_000
const KEPT_MS = 24 * 3_600_000

/**
 * Runs a job of one minute at most once at a time and never again once it is done: cron may deliver late, twice, or die
 * in the middle. A crashed run's lease lapses; then a repeated delivery runs it. Never rejects, and runs also where the
 * storage cannot be written.
 */
export const createJobs =
  ({ sql, now, jobs, failed, worked }: JobsDeps) =>
  async (job: string, minute: number): Promise<JobOutcome> => {
    const run = jobs[job]
    if (!run) return 'unknown'
    if (Math.abs(now() - minute) > BELIEVED_MS) return 'not_now'
    // A lease that cannot be written keeps nothing from being done: what runs here does no harm twice.
    if (attempt(() => claim(sql, job, minute, now())) === false) return 'not_mine'
    try {
      await run(now())
    } catch {
      attempt(() => failed(job, now()))
      return 'failed'
    }
    attempt(() => worked(job))
    attempt(() => sql.run('UPDATE leases SET done_at = ? WHERE job = ? AND minute = ?', now(), job, minute))
    return 'done'
  }

const claim = (sql: Sql, job: string, minute: number, now: number): boolean =>
  sql.transaction(() => {
    sql.run('DELETE FROM leases WHERE claimed_at < ?', now - KEPT_MS)
    const [lease] = sql.run(
      'SELECT claimed_at, done_at FROM leases WHERE job = ? AND minute = ?',
      job,
      minute,
    )
    if (lease && (lease.done_at !== null || now - Number(lease.claimed_at) < LEASE_MS)) return false
    sql.run(
      `INSERT INTO leases (job, minute, claimed_at) VALUES (?, ?, ?)
       ON CONFLICT (job, minute) DO UPDATE SET claimed_at = excluded.claimed_at`,
      job,
      minute,
      now,
    )
    return true
  })
