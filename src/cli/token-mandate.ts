import type { ExchangeName } from '../auth/principal.ts'
import { isAccount, parseScopes } from '../auth/principal.ts'
import type { TokenRow } from '../store/token-row.ts'
import { readArgs } from './args.ts'
import { CliError, UsageError } from './failure.ts'
import { readMandate } from './mandate-file.ts'
import { grantedTo } from './mandate-grant.ts'
import { UnreachableError } from './owner-client.ts'
import { type Owner, withOwner } from './owner-server.ts'
import { PLACE, type Place } from './place.ts'
import { note, say, wordsOf } from './say.ts'
import type { TokenBook } from './token-book.ts'

type OpenBook = (place: Place) => Promise<TokenBook>

/** `mandate ID` shows a token's mandate, `mandate ID FILE|PRESET` puts another in its place. */
export const mandateCommand = async (argv: readonly string[], openBook: OpenBook): Promise<void> => {
  const { values, words } = readArgs(argv, PLACE, { atMost: 2 })
  const [id, source] = words
  if (id === undefined) throw new UsageError('Say whose: mandate ID [FILE|PRESET]. `list` shows the ids.')
  const book = await openBook(values)
  const row = await found(book, id)
  if (source === undefined) return say(`${row.mandate ?? 'null'}\n`)
  await changeMandate({ row, source, book, withOwner: (work) => withOwner(values, work) })
}

interface Change {
  readonly row: TokenRow
  readonly source: string
  readonly book: TokenBook
  readonly withOwner: (work: (owner: Owner) => Promise<unknown>) => Promise<unknown>
}

/** The database first, for whoever has not seen the token; then the server, from whose word on it holds. */
export const changeMandate = async ({ row, source, book, withOwner: tell }: Change): Promise<void> => {
  const parent = row.parent === null ? undefined : await found(book, row.parent)
  const { mandate } = grantedTo({ ...wantedOf(row), mandate: readMandate(source), parent }, Date.now())
  if (!mandate) throw new TypeError('a mandate was read')
  await book.setMandate(row.id, JSON.stringify(mandate))
  note('Written down.')
  try {
    await tell((owner) => owner.give('set-mandate', { id: row.id, mandate }))
  } catch (error) {
    throw new CliError(
      [
        error instanceof UnreachableError ? 'The server was not told.' : 'The server did not do it.',
        wordsOf(error),
        'What remains: a server that knows the token already goes by its old mandate. Run this again.',
      ].join('\n'),
    )
  }
  note('The server goes by it from now on, for calls that wait too.')
}

/** `limits` shows what the owner allows on the whole account, `limits FILE` says it anew. */
export const limitsCommand = async (argv: readonly string[]): Promise<void> => {
  const { values, words } = readArgs(argv, PLACE, { atMost: 1 })
  const [source] = words
  const limits = source === undefined ? undefined : readMandate(source)
  const { result, note: aside } = await withOwner(values, (owner) =>
    limits ? owner.give('set-limits', { limits }) : owner.give('limits'),
  )
  say(`${JSON.stringify(result, null, 2)}\n`)
  if (aside !== undefined) note(aside)
}

const found = async (book: TokenBook, id: string): Promise<TokenRow> => {
  const row = await book.find(id)
  if (!row) throw new CliError(`No token has the id ${id}. \`npm run token -- list\` shows them.`)
  return row
}

const wantedOf = ({ exchange, account, scopes, expiresAt }: TokenRow) => ({
  exchange: exchangeOf(exchange),
  account: isAccount(account) ? account : LIVE,
  scopes: parseScopes(scopes),
  expiresAt,
})

const exchangeOf = (name: string): ExchangeName =>
  name === 'emulator' || name === 'loopback' ? name : 'kraken'

const LIVE = 'live'
