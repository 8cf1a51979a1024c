import { readArgs } from './args.ts'
import { main, UsageError } from './failure.ts'
import { OWNER_COMMANDS, OWNER_HELP } from './owner.ts'
import { revokeToken } from './owner-revoke.ts'
import { withOwner } from './owner-server.ts'
import { PLACE, type Place, placeOf } from './place.ts'
import { versionLine } from './project.ts'
import { note, say } from './say.ts'
import { localBook, type TokenBook } from './token-book.ts'
import { createToken } from './token-create.ts'
import { mandateCommand } from './token-mandate.ts'
import { remoteBook } from './token-remote.ts'
import { tokenJson, tokenTable } from './token-table.ts'

const HELP = `npm run token -- create NAME [options]   mint a token; it is printed once, on stdout
npm run token -- list [--json]           every token, without its secret
npm run token -- revoke ID [--keep-orders]   stop a token and cancel its open orders
npm run token -- mandate ID [FILE|PRESET]     what a token may do; with a file, another mandate at once
npm run token -- version

  --scope S         read (default), trade, funds, raw, admin; several with commas
  --expires-in D    90d, 12h, 30m or 3600 (seconds); without it the token never expires
  --for-url         for clients without headers: works only as ?apikey= in the URL
  --account A       live (default), or paper:NAME: a paper account, made when its first token is
  --balance B       what a paper account begins with (USD=10000); such as USD=10000,BTC=0.5
  --fee-tier N      the least row of the fee table for a paper account, 1 to 10; without it its own volume counts
  --mandate M       a file, or read-only, careful, loss-limit, trader, open: needed for trade and funds on
                    the real exchange, where open is never given; docs/mandates.md
  --parent ID       a child of that token: never more than it, and gone with it

Which tokens: those of the exchange that runs now, else of the simulated one
  --live            of the real exchange on this machine (npm start -- --live)
  --remote          of the deployed Worker, through wrangler
  --state DIR       of another state folder (.breakwater)
${OWNER_HELP}
BREAKWATER_ADMIN_TOKEN (or a file that only you can read) opens the server; --remote takes its URL from BREAKWATER_URL.
`

const CREATE = {
  ...PLACE,
  scope: { type: 'string', default: 'read' },
  account: { type: 'string', default: 'live' },
  balance: { type: 'string' },
  'fee-tier': { type: 'string' },
  'expires-in': { type: 'string' },
  'for-url': { type: 'boolean', default: false },
  mandate: { type: 'string' },
  parent: { type: 'string' },
} as const

const LIST = { ...PLACE, json: { type: 'boolean', default: false } } as const

const REVOKE = { ...PLACE, 'keep-orders': { type: 'boolean', default: false } } as const

const openBook = async (place: Place): Promise<TokenBook> => {
  const where = placeOf(place)
  return where === 'remote' ? remoteBook() : localBook(where.root, where.exchange)
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
  const { values, words } = readArgs(argv, REVOKE, { atMost: 1 })
  if (values.help) return say(HELP)
  const [id] = words
  if (id === undefined) throw new UsageError('Say which: revoke ID. `list` shows the ids.')
  await revokeToken({
    id,
    keepOrders: values['keep-orders'],
    inDatabase: async (now) => (await openBook(values)).revoke(id, now),
    withOwner: async (work) => withOwner({ ...values, account: await paperOf(id, values) }, work),
  })
}

// A token's orders rest on its own account. One that nobody finds is revoked on the account live, as ever.
const paperOf = async (id: string, place: Place): Promise<string | undefined> => {
  const rows = await openBook(place).then(
    (book) => book.list(),
    () => [],
  )
  const account = rows.find((row) => row.id === id)?.account
  return account === 'live' ? undefined : account
}

const token = async ([command, ...rest]: readonly string[]): Promise<void> => {
  if (command === 'create') return create(rest)
  if (command === 'list') return list(rest)
  if (command === 'revoke') return revoke(rest)
  if (command === 'mandate') return mandateCommand(rest, openBook)
  const owners = OWNER_COMMANDS.get(command ?? '')
  if (owners) return owners(rest)
  if (command === 'version' || command === '--version') return say(`${versionLine()}\n`)
  if (command === 'help' || command === '--help') return say(HELP)
  throw new UsageError(
    `Say what to do: create, list, revoke, mandate, ${[...OWNER_COMMANDS.keys()].join(', ')} or version${command ? `, not "${command}"` : ''}.`,
  )
}

await main(token)
