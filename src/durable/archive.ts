import type { Archive } from '../exchange/archive.ts'
import { archiveAudit, archiveIntents } from '../store/archive.ts'

/** The database as the account's archive. */
export const archiveIn = (db: D1Database, account: string): Archive => ({
  intents: (rows) => archiveIntents(db, account, rows),
  audit: (rows) => archiveAudit(db, account, rows),
})
