import * as z from 'zod'
import { keepProvenSql } from './oauth-clients.ts'
import { bound } from './statement.ts'
import type { TokenRow } from './token-row.ts'
import { insertSql } from './token-sql.ts'

/** Which client holds a token that the owner granted by a sign-in. What the client says of itself is only its word. */
export interface Connector {
  readonly tokenId: string
  readonly grantId: string
  readonly clientId: string
  readonly clientName: string
  readonly redirectHost: string
  /** Unix milliseconds. */
  readonly createdAt: number
}

const Columns = z.object({
  token_id: z.string(),
  grant_id: z.string(),
  client_id: z.string(),
  client_name: z.string(),
  redirect_host: z.string(),
  created_at: z.number(),
})

/** Adds a token and the client that holds it, which is now worth keeping: all or nothing; rejects where the token is there already. */
export const insertConnector = async (db: D1Database, row: TokenRow, connector: Connector): Promise<void> => {
  const { tokenId, grantId, clientId, clientName, redirectHost, createdAt } = connector
  await db.batch([
    bound(db, insertSql(row)),
    bound(db, {
      sql: `INSERT INTO connectors (token_id, grant_id, client_id, client_name, redirect_host, created_at)
        VALUES (?, ?, ?, ?, ?, ?)`,
      values: [tokenId, grantId, clientId, clientName, redirectHost, createdAt],
    }),
    bound(db, keepProvenSql(clientId, createdAt)),
  ])
}

/** The client that holds a token; undefined where the token was not granted by a sign-in. */
export const findConnector = async (db: D1Database, tokenId: string): Promise<Connector | undefined> => {
  const sql = 'SELECT * FROM connectors WHERE token_id = ?'
  const row = await bound(db, { sql, values: [tokenId] }).first()
  return row === null ? undefined : connectorOf(row)
}

const connectorOf = (columns: unknown): Connector => {
  const row = Columns.parse(columns)
  return {
    tokenId: row.token_id,
    grantId: row.grant_id,
    clientId: row.client_id,
    clientName: row.client_name,
    redirectHost: row.redirect_host,
    createdAt: row.created_at,
  }
}
