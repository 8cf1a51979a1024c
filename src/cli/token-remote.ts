import * as z from 'zod'
import { jsonIn } from '../domain/json.ts'
import { openingIn, openPaperSql } from '../store/paper-accounts.ts'
import type { Statement } from '../store/statement.ts'
import { revokedSince, tokenRow } from '../store/token-row.ts'
import { findByIdSql, insertSql, listSql, mandateSql, revokeSql } from '../store/token-sql.ts'
import { CliError } from './failure.ts'
import { WRANGLER_CONFIG } from './project.ts'
import { sqlText } from './sql-text.ts'
import type { TokenBook } from './token-book.ts'
import { runWrangler } from './wrangler.ts'

const Answer = z.array(z.object({ results: z.array(z.unknown()) }))
const Refusal = z.object({ error: z.object({ text: z.string() }) })

/** The book of the deployed Worker, reached through wrangler and the account it is logged in to. */
export const remoteBook = (): TokenBook => ({
  exchange: 'kraken',
  insert: async (row) => {
    await execute(insertSql(row))
  },
  openPaper: async (account, opening, now) =>
    openingIn(await execute(openPaperSql(account, opening, now))) ?? opening,
  list: async () => (await execute(listSql())).map(tokenRow),
  find: async (id) => (await execute(findByIdSql(id))).map(tokenRow)[0],
  setMandate: async (id, mandate) => (await execute(mandateSql(id, mandate))).length > 0,
  revoke: async (id, now) => revokedSince(await execute(revokeSql(id, now)), id),
})

const execute = async (statement: Statement): Promise<readonly unknown[]> => {
  const command = ['d1', 'execute', 'DB', '--remote', '--yes', '--json', '--config', WRANGLER_CONFIG]
  const { ok, stdout, stderr } = await runWrangler([...command, '--command', sqlText(statement)])
  if (!ok) throw unreachable(stdout, stderr)
  const answer = Answer.safeParse(jsonIn(stdout))
  if (!answer.success) throw new CliError('Wrangler answered in a form that this version does not know.')
  return answer.data.flatMap(({ results }) => results)
}

const unreachable = (stdout: string, stderr: string): CliError => {
  const refused = Refusal.safeParse(jsonIn(stdout))
  return new CliError(
    `The deployed database could not be reached.\n${refused.success ? refused.data.error.text : `${stdout}${stderr}`.trim()}\n` +
      'Log in with `npx wrangler login` (or set CLOUDFLARE_API_TOKEN), and deploy first: npm run deploy',
  )
}
