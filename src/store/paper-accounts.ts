import * as z from 'zod'
import { bound, type Statement } from './statement.ts'

const Opened = z.array(z.object({ opening: z.string() }))
const Named = z.array(z.object({ account: z.string() }))

/** Opens a paper account, unless it is there already; answers in one statement with the opening that stands. */
export const openPaperSql = (account: string, opening: string, now: number): Statement => ({
  sql: `INSERT INTO paper_accounts (account, opening, created_at) VALUES (?, ?, ?)
    ON CONFLICT (account) DO UPDATE SET account = excluded.account RETURNING opening`,
  values: [account, opening, now],
})

/** Reads what the statement returned: the opening that stands, as text. */
export const openingIn = (results: readonly unknown[]): string | undefined =>
  Opened.parse(results)[0]?.opening

/** Opens a paper account, unless it is there already; answers with the opening that stands, as text. */
export const openPaper = async (
  db: D1Database,
  account: string,
  opening: string,
  now: number,
): Promise<string> => {
  const { results } = await bound(db, openPaperSql(account, opening, now)).all()
  return openingIn(results) ?? opening
}

/** The names of all paper accounts. */
export const listPaperAccounts = async (db: D1Database): Promise<readonly string[]> => {
  const { results } = await db.prepare('SELECT account FROM paper_accounts ORDER BY account').all()
  return Named.parse(results).map(({ account }) => account)
}
