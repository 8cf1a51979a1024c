import { join } from 'node:path'
import { readArgs } from './args.ts'
import { CliError, main, UsageError } from './failure.ts'
import { readLive } from './live.ts'
import { PROJECT, versionLine } from './project.ts'
import { findRunning } from './running.ts'
import { note, say } from './say.ts'
import { stateRoot } from './state.ts'
import { localBook, type TokenBook } from './token-book.ts'
import { createToken } from './token-create.ts'
import { remoteBook } from './token-remote.ts'
import { tokenJson, tokenTable } from './token-table.ts'

const HELP = `npm run token -- create NAME [options]   mint a token; it is printed once, on stdout
npm run token -- list [--json]           every token, without its secret
npm run token -- revoke ID               stop a token within 60 seconds
npm run token -- version

  --scope S         read (default), trade, funds, raw, admin; several with commas
  --expires-in D    90d, 12h, 30m or 3600 (seconds); without it the token never expires
  --for-url         for clients without headers: works only as ?apikey= in the URL
  --account A       live (default)

Which tokens: those of the exchange that runs now, else of the simulated one
  --live            of the real exchange on this machine (npm start -- --live)
  --remote          of the deployed Worker, through wrangler
  --state DIR       of another state folder (.breakwater)
`

const PLACE = {
  live: { type: 'boolean', default: false },
  remote: { type: 'boolean', default: false },
  state: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const CREATE = {
  ...PLACE,
  scope: { type: 'string', default: 'read' },
  account: { type: 'string', default: 'live' },
  'expires-in': { type: 'string' },
  'for-url': { type: 'boolean', default: false },
} as const

const LIST = { ...PLACE, json: { type: 'boolean', default: false } } as const

interface Place {
  readonly live: boolean
  readonly remote: boolean
  readonly state?: string | undefined
}

const openBook = async ({ live, remote, state }: Place): Promise<TokenBook> => {
  if (remote && (live || state !== undefined))
    throw new UsageError('--remote stands alone: the deployed Worker has one database.')
  if (remote) return remoteBook()
  const root = stateRoot(state)
  if (live) return localBook(root, readLive(process.env, join(PROJECT, '.dev.vars')).exchange)
  return localBook(root, findRunning(root)?.exchange ?? 'emulator')
}

const create = async (argv: readonly string[]): Promise<void> => {
  const { values, words } = readArgs(argv, CREATE, { atMost: 1 })
  if (values.help) return say(HELP)
  const made = await createToken({ name: words[0], ...values }, () => openBook(values), Date.now())
  note(`Token ${made.id} works on: ${made.exchange}. It is shown this once:`)
  say(`${made.token}\n`)
  note(values['for-url'] ? 'Use it as ?apikey=… in the URL.' : 'Use it as "Authorization: Bearer …".')
}

const list = async (argv: readonly string[]): Promise<void> => {
  const { values } = readArgs(argv, LIST)
  if (values.help) return say(HELP)
  const rows = await (await openBook(values)).list()
  say(`${values.json ? tokenJson(rows, Date.now()) : tokenTable(rows, Date.now())}\n`)
}

const revoke = async (argv: readonly string[]): Promise<void> => {
  const { values, words } = readArgs(argv, PLACE, { atMost: 1 })
  if (values.help) return say(HELP)
  const [id] = words
  if (id === undefined) throw new UsageError('Say which: revoke ID. `list` shows the ids.')
  const now = Date.now()
  const since = await (await openBook(values)).revoke(id, now)
  if (since === undefined) throw new CliError('No token has this id. `npm run token -- list` shows them.')
  note(
    since === now
      ? 'Revoked. It stops within 60 seconds.'
      : `It was revoked before, at ${new Date(since).toISOString()}.`,
  )
}

const token = async ([command, ...rest]: readonly string[]): Promise<void> => {
  if (command === 'create') return create(rest)
  if (command === 'list') return list(rest)
  if (command === 'revoke') return revoke(rest)
  if (command === 'version' || command === '--version') return say(`${versionLine()}\n`)
  if (command === 'help' || command === '--help') return say(HELP)
  throw new UsageError(
    `Say what to do: create, list, revoke or version${command ? `, not "${command}"` : ''}.`,
  )
}

await main(token)
