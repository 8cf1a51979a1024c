import { bound, type Statement } from './statement.ts'

const DAY_SECONDS = 86_400
const KEPT_SECONDS = 90 * DAY_SECONDS
const UNPROVEN_SECONDS = 7 * DAY_SECONDS
const MOST_UNPROVEN = 1_000

const keyOf = (clientId: string): string => `client:${clientId}`

/**
 * Keeps a client that has just registered itself for a week, and of those that nobody has granted anything the newest
 * thousand: anybody may register, and the database must not fill with it. `now` in unix milliseconds.
 */
export const keepUnproven = async (db: D1Database, clientId: string, now: number): Promise<void> => {
  const until = Math.floor(now / 1_000) + UNPROVEN_SECONDS
  await db.batch([
    bound(db, { sql: 'UPDATE oauth SET expires_at = ? WHERE key = ?', values: [until, keyOf(clientId)] }),
    bound(db, {
      sql: `DELETE FROM oauth WHERE key IN (SELECT key FROM oauth WHERE key > 'client:' AND key < 'client;' AND expires_at <= ?
        ORDER BY expires_at DESC LIMIT -1 OFFSET ?)`,
      values: [until, MOST_UNPROVEN],
    }),
  ])
}

/** Keeps a client that was granted something for ninety days; the library goes on from there. */
export const keepProvenSql = (clientId: string, now: number): Statement => ({
  sql: 'UPDATE oauth SET expires_at = ? WHERE key = ?',
  values: [Math.floor(now / 1_000) + KEPT_SECONDS, keyOf(clientId)],
})
