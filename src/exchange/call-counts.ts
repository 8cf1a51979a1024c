import type { CallLease } from './port.ts'
import type { Sql } from './sql.ts'

const HOUR_MS = 3_600_000
const LARGEST_LEASE = 50

/**
 * The tool calls of each token within the clock's hour. They are handed out in leases, so that a call that needs no
 * account need not come here; leases shrink as the hour's calls run out, so that few are lost in isolates that sleep.
 * The sum of all leases never passes the limit.
 */
export const createCallCounts = (sql: Sql, limit: number) => ({
  lease: (tokenId: string, now: number): CallLease =>
    sql.transaction(() => {
      const hour = Math.floor(now / HOUR_MS)
      const [row] = sql.run('SELECT calls FROM call_counts WHERE token_id = ? AND hour = ?', tokenId, hour)
      const left = Math.max(0, limit - Number(row?.calls ?? 0))
      const calls = Math.min(LARGEST_LEASE, Math.ceil(left / 10))
      if (!row) sql.run('DELETE FROM call_counts WHERE hour < ?', hour)
      sql.run(
        `INSERT INTO call_counts (token_id, hour, calls) VALUES (?, ?, ?)
         ON CONFLICT (token_id) DO UPDATE SET hour = excluded.hour, calls = ?`,
        tokenId,
        hour,
        calls,
        limit - left + calls,
      )
      return { calls, limit, left: left - calls, resetAt: (hour + 1) * HOUR_MS }
    }),
})
