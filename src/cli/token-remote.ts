import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Statement } from '../store/statement.ts'
import { tokenRow } from '../store/token-row.ts'
import { insertSql, listSql, revokeSql } from '../store/token-sql.ts'
import { CliError } from './failure.ts'
import { PROJECT, WRANGLER_CONFIG, WRANGLER_SCRIPT } from './project.ts'
import { wranglerEnvironment } from './quiet.ts'
import { sqlText } from './sql-text.ts'
import type { TokenBook } from './token-book.ts'

const Answer = z.array(z.object({ results: z.array(z.unknown()) }))
const Refusal = z.object({ error: z.object({ text: z.string() }) })

/** The book of the deployed Worker, reached through wrangler and the account it is logged in to. */
export const remoteBook = (): TokenBook => ({
  exchange: 'kraken',
  insert: async (row) => {
    await execute(insertSql(row))
  },
  list: async () => (await execute(listSql())).map(tokenRow),
  revoke: async (id, now) => (await execute(revokeSql(id, now))).length > 0,
})

const execute = async (statement: Statement): Promise<readonly unknown[]> => {
  const command = ['d1', 'execute', 'DB', '--remote', '--yes', '--json', '--config', WRANGLER_CONFIG]
  const { stdout } = await wrangler([...command, '--command', sqlText(statement)])
  const answer = Answer.safeParse(parsed(stdout))
  if (!answer.success) throw new CliError('Wrangler answered in a form that this version does not know.')
  return answer.data.flatMap(({ results }) => results)
}

const wrangler = async (args: readonly string[]) => {
  try {
    // At its usual level wrangler says why it failed, as JSON on stdout.
    const env = { ...wranglerEnvironment(), WRANGLER_LOG: 'log' }
    return await promisify(execFile)(process.execPath, [WRANGLER_SCRIPT, ...args], { cwd: PROJECT, env })
  } catch (error) {
    throw new CliError(
      `The deployed database could not be reached.\n${saidBy(error)}\n` +
        'Log in with `npx wrangler login` (or set CLOUDFLARE_API_TOKEN), and deploy first: npm run deploy',
    )
  }
}

const saidBy = (error: unknown): string => {
  const { stdout = '', stderr = '' } = Object(error)
  const refused = Refusal.safeParse(parsed(stdout))
  return refused.success ? refused.data.error.text : `${stdout}${stderr}`.trim()
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
