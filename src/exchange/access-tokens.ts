import type { Sql } from './sql.ts'

/** Which access tokens of signed-in clients lead to which row, for the day on which the database cannot say. */
export const createAccessTokens = (sql: Sql) => ({
  /** Hashes are SHA-256 in hexadecimal, times unix milliseconds. */
  note: (accessHash: string, hash: string, expiresAt: number, now: number): void =>
    sql.transaction(() => {
      sql.run('DELETE FROM access_tokens WHERE expires_at <= ?', now)
      sql.run('INSERT OR REPLACE INTO access_tokens VALUES (?, ?, ?)', accessHash, hash, expiresAt)
    }),
  /** The hash of the row behind an access token that was seen before and has not expired. */
  rowOf(accessHash: string, now: number): string | undefined {
    const sought = 'SELECT hash FROM access_tokens WHERE access_hash = ? AND expires_at > ?'
    const [row] = sql.run(sought, accessHash, now)
    return typeof row?.hash === 'string' ? row.hash : undefined
  },
})
