import { bound } from './statement.ts'

type Row = Readonly<Record<string, string | number | null>>

// One statement however many rows: a free plan allows few of them. A row that is there already is the same row.
const INTENTS = `INSERT OR IGNORE INTO archived_intents (account, id, at, token_id, tool, state, row)
  SELECT ?, value ->> 'id', value ->> 'intended_at', value ->> 'token_id', value ->> 'tool', value ->> 'state', value
  FROM json_each(?)`

const AUDIT = `INSERT OR IGNORE INTO archived_audit (account, id, at, event, token_id, row)
  SELECT ?, value ->> 'id', value ->> 'at', value ->> 'event', value ->> 'token_id', value FROM json_each(?)`

/** Copies rows of an account's journal; those that are there stay as they are. */
export const archiveIntents = async (
  db: D1Database,
  account: string,
  rows: readonly Row[],
): Promise<void> => {
  await bound(db, { sql: INTENTS, values: [account, JSON.stringify(rows)] }).run()
}

/** Copies rows of an account's audit. */
export const archiveAudit = async (db: D1Database, account: string, rows: readonly Row[]): Promise<void> => {
  await bound(db, { sql: AUDIT, values: [account, JSON.stringify(rows)] }).run()
}
