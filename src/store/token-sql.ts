import type { Statement } from './statement.ts'
import type { TokenRow } from './token-row.ts'

const LAST_USED_GRAIN_MS = 60_000

export const insertSql = (row: TokenRow): Statement => ({
  sql: `INSERT INTO tokens (id, name, hash, exchange, account, scopes, for_url, created_at, expires_at, last_used_at, revoked_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  values: [
    row.id,
    row.name,
    row.hash,
    row.exchange,
    row.account,
    row.scopes,
    row.forUrl ? 1 : 0,
    row.createdAt,
    row.expiresAt,
    row.lastUsedAt,
    row.revokedAt,
  ],
})

export const findByHashSql = (hash: string): Statement => ({
  sql: 'SELECT * FROM tokens WHERE hash = ?',
  values: [hash],
})

export const listSql = (): Statement => ({ sql: 'SELECT * FROM tokens ORDER BY created_at, id', values: [] })

// The first revocation keeps its time; RETURNING tells a known id from an unknown one, here and through wrangler.
export const revokeSql = (id: string, now: number): Statement => ({
  sql: 'UPDATE tokens SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ? RETURNING revoked_at',
  values: [now, id],
})

// Many isolates may see the same token: the row itself keeps the writes to one a minute.
export const touchSql = (id: string, now: number): Statement => ({
  sql: 'UPDATE tokens SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)',
  values: [now, id, now - LAST_USED_GRAIN_MS],
})
