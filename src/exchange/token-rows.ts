import type { KnownToken } from './port.ts'
import type { Sql, SqlRow } from './sql.ts'
import type { SourceToken } from './token-source.ts'

/** A token as the account object keeps it: with its mandate (JSON) and its parent's id. */
export interface HeldToken extends KnownToken, SourceToken {}

export const rowsOf = (sql: Sql, tokenId: string): readonly HeldToken[] =>
  sql.run('SELECT * FROM tokens WHERE token_id = ?', tokenId).map(heldOf)

export const rowWith = (sql: Sql, hash: string): HeldToken | undefined =>
  sql.run('SELECT * FROM tokens WHERE hash = ?', hash).map(heldOf)[0]

/** The token itself, beside the stone that may have been laid before it was ever seen. */
export const heldToken = (sql: Sql, tokenId: string): HeldToken | undefined =>
  rowsOf(sql, tokenId).find(({ hash }) => !isStone(hash))

export const allTokens = (sql: Sql): readonly HeldToken[] => sql.run('SELECT * FROM tokens').map(heldOf)

/** The ids of a token's children that the account has seen. */
export const childrenOf = (sql: Sql, tokenId: string): readonly string[] =>
  sql.run('SELECT DISTINCT token_id FROM tokens WHERE parent = ?', tokenId).map((row) => String(row.token_id))

export const insertToken = (sql: Sql, token: SourceToken, now: number): void =>
  void sql.run(
    `INSERT INTO tokens (hash, token_id, name, scopes, for_url, expires_at, revoked_at, copied_at, mandate, parent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    token.hash,
    token.tokenId,
    token.name,
    token.scopes.join(','),
    token.forUrl ? 1 : 0,
    token.expiresAt,
    token.revokedAt,
    now,
    token.mandate,
    token.parent,
  )

/** Stands for a revoked token, whether or not it was ever seen. */
export const stoneOf = (tokenId: string, revokedAt: number): SourceToken => ({
  hash: `${STONE}${tokenId}`,
  tokenId,
  name: '',
  scopes: [],
  forUrl: false,
  expiresAt: null,
  revokedAt,
  mandate: null,
  parent: null,
})

const STONE = 'revoked:'
const isStone = (hash: string): boolean => hash.startsWith(STONE)

const heldOf = (row: SqlRow): HeldToken => ({
  hash: String(row.hash),
  tokenId: String(row.token_id),
  name: String(row.name),
  scopes: String(row.scopes).split(','),
  forUrl: row.for_url === 1,
  expiresAt: typeof row.expires_at === 'number' ? row.expires_at : null,
  revokedAt: typeof row.revoked_at === 'number' ? row.revoked_at : null,
  mandate: typeof row.mandate === 'string' ? row.mandate : null,
  parent: typeof row.parent === 'string' ? row.parent : null,
})
