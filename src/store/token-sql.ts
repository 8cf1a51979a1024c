import type { Statement } from './statement.ts'
import type { TokenRow } from './token-row.ts'

const LAST_USED_GRAIN_MS = 60_000

export const insertSql = (row: TokenRow): Statement => ({
  sql: `INSERT INTO tokens (id, name, hash, exchange, account, scopes, for_url, created_at, expires_at, last_used_at, revoked_at,
      mandate, parent)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    row.mandate,
    row.parent,
  ],
})

export const findByHashSql = (hash: string): Statement => ({
  sql: 'SELECT * FROM tokens WHERE hash = ?',
  values: [hash],
})

export const findByIdSql = (id: string): Statement => ({
  sql: 'SELECT * FROM tokens WHERE id = ?',
  values: [id],
})

export const listSql = (): Statement => ({ sql: 'SELECT * FROM tokens ORDER BY created_at, id', values: [] })

// A token falls with its children. The first revocation keeps its time; RETURNING tells a known id from an unknown one,
// here and through wrangler.
export const revokeSql = (id: string, now: number): Statement => ({
  sql: `WITH RECURSIVE family (id) AS (
      SELECT id FROM tokens WHERE id = ? UNION SELECT child.id FROM tokens child JOIN family ON child.parent = family.id
    )
    UPDATE tokens SET revoked_at = COALESCE(revoked_at, ?) WHERE id IN (SELECT id FROM family) RETURNING id, revoked_at`,
  values: [id, now],
})

export const mandateSql = (id: string, mandate: string): Statement => ({
  sql: 'UPDATE tokens SET mandate = ? WHERE id = ? RETURNING id',
  values: [mandate, id],
})

// Many isolates may see the same token: the row itself keeps the writes to one a minute.
export const touchSql = (id: string, now: number): Statement => ({
  sql: 'UPDATE tokens SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)',
  values: [now, id, now - LAST_USED_GRAIN_MS],
})
