import { bound } from './statement.ts'
import { revokedSince, type TokenRow, tokenRow } from './token-row.ts'
import {
  findByHashSql,
  findByIdSql,
  insertSql,
  listSql,
  mandateSql,
  revokeSql,
  touchSql,
} from './token-sql.ts'

/** Adds a token; rejects where its id or hash is already there. */
export const insertToken = async (db: D1Database, row: TokenRow): Promise<void> => {
  await bound(db, insertSql(row)).run()
}

/** Finds a token by the SHA-256 of its plaintext, in hexadecimal. */
export const findTokenByHash = async (db: D1Database, hash: string): Promise<TokenRow | undefined> => {
  const columns = await bound(db, findByHashSql(hash)).first()
  return columns === null ? undefined : tokenRow(columns)
}

export const findTokenById = async (db: D1Database, id: string): Promise<TokenRow | undefined> => {
  const columns = await bound(db, findByIdSql(id)).first()
  return columns === null ? undefined : tokenRow(columns)
}

/** Every token, oldest first; revoked and expired ones too. */
export const listTokens = async (db: D1Database): Promise<readonly TokenRow[]> => {
  const { results } = await bound(db, listSql()).all()
  return results.map(tokenRow)
}

/** Revokes a token and its children for good; tells since when it is revoked, or nothing where none has this id. Unix milliseconds. */
export const revokeToken = async (db: D1Database, id: string, now: number): Promise<number | undefined> => {
  const { results } = await bound(db, revokeSql(id, now)).all()
  return revokedSince(results, id)
}

/** Gives a token another mandate (JSON); tells whether there is such a token. */
export const setMandate = async (db: D1Database, id: string, mandate: string): Promise<boolean> => {
  const { results } = await bound(db, mandateSql(id, mandate)).all()
  return results.length > 0
}

/** Notes that a token was used, at most once a minute. `now` is unix milliseconds. */
export const touchToken = async (db: D1Database, id: string, now: number): Promise<void> => {
  await bound(db, touchSql(id, now)).run()
}
