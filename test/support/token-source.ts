import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { SourceToken, TokenSource } from '../../src/exchange/token-source.ts'
import type { Statement } from '../../src/store/statement.ts'
import { tokenRow } from '../../src/store/token-row.ts'
import { findByHashSql, findByIdSql, insertSql } from '../../src/store/token-sql.ts'

/** The database of tokens in memory, under its own migrations and statements; it can be cut off, and counts what it is asked. */
export const aTokenSource = (tokens: readonly SourceToken[] = []) => {
  const db = new DatabaseSync(':memory:')
  for (const file of ['0001_tokens', '0003_mandates']) db.exec(readFileSync(`migrations/${file}.sql`, 'utf8'))
  const run = ({ sql, values }: Statement) => db.prepare(sql).all(...values)
  const state = { isGone: false, asked: 0 }
  const asked = (statement: Statement): readonly unknown[] => {
    state.asked += 1
    if (state.isGone) throw new Error('D1 is gone')
    return run(statement)
  }
  const insert = ({ tokenId, scopes, ...token }: SourceToken, createdAt: number) =>
    void asked(
      insertSql({
        ...token,
        id: tokenId,
        scopes: scopes.join(),
        exchange: 'loopback',
        account: 'live',
        createdAt,
        lastUsedAt: null,
      }),
    )
  const one = (statement: Statement): SourceToken | undefined => {
    const [columns] = asked(statement)
    if (!columns) return undefined
    const { id, scopes, name, hash, forUrl, expiresAt, revokedAt, mandate, parent } = tokenRow(columns)
    return {
      tokenId: id,
      scopes: scopes.split(','),
      name,
      hash,
      forUrl,
      expiresAt,
      revokedAt,
      mandate,
      parent,
    }
  }
  const source: TokenSource = {
    byHash: async (hash) => one(findByHashSql(hash)),
    byId: async (id) => one(findByIdSql(id)),
    insert: async (token, now) => insert(token, now),
  }
  for (const token of tokens) insert(token, 0)
  return { source, state, add: (token: SourceToken) => insert(token, 0) }
}
