import { mintGrant } from '../auth/grant.ts'
import { type Account, isAccount, type Scope } from '../auth/principal.ts'
import type { TokenRow } from '../store/token-row.ts'
import { confirmRaw } from './confirm.ts'
import { durationMs } from './duration.ts'
import { CliError, UsageError } from './failure.ts'
import { readMandate } from './mandate-file.ts'
import { grantedTo } from './mandate-grant.ts'
import { mustBePaper, openAccount, openingOf, type PaperWords } from './paper-words.ts'
import { scopesOf } from './scopes.ts'
import type { TokenBook } from './token-book.ts'

/** What was typed behind `create`. */
export interface CreateWords extends PaperWords {
  readonly name: string | undefined
  readonly scope: string
  readonly account: string
  readonly 'expires-in'?: string | undefined
  readonly 'for-url': boolean
  /** A preset's name, or a file's. */
  readonly mandate?: string | undefined
  /** The id of the token whose child it is to be. */
  readonly parent?: string | undefined
}

/** Checks every word first, then asks for the confirmation that `raw` needs, then mints. Returns the plaintext. */
export const createToken = async (
  words: CreateWords,
  openBook: () => Promise<TokenBook>,
  now: number,
): Promise<{ token: string; id: string; exchange: string }> => {
  const name = nameOf(words.name)
  const scopes = scopesOf(words.scope)
  const account = accountOf(words.account, scopes)
  if (account === 'live') mustBePaper(words)
  const opening = openingOf(words)
  const expiresIn = words['expires-in']
  const expiresAt = expiresIn === undefined ? null : now + durationMs(expiresIn)
  const mandate = words.mandate === undefined ? undefined : readMandate(words.mandate)
  if (scopes.includes('raw')) await confirmRaw()
  const book = await openBook()
  const parent = words.parent === undefined ? undefined : await parentIn(book, words.parent)
  const wanted = { exchange: book.exchange, account, scopes, expiresAt, mandate, parent }
  const granted = grantedTo(wanted, now)
  if (account !== 'live') await openAccount(book, account, opening, now)
  const grant = { ...wanted, ...granted, name, forUrl: words['for-url'], parent: parent?.id }
  const { token, row } = await mintGrant(grant, now)
  await book.insert(row)
  return { token, id: row.id, exchange: book.exchange }
}

const parentIn = async (book: TokenBook, id: string): Promise<TokenRow> => {
  const row = await book.find(id)
  if (!row) throw new CliError(`No token has the id ${id}: \`list\` shows whose child it may be.`)
  return row
}

const nameOf = (text: string | undefined): string => {
  const name = text?.trim()
  if (!name) throw new UsageError('Name the token after the client that will hold it: create NAME')
  if (!/^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u.test(name))
    throw new UsageError('A name has 1 to 64 printable characters.')
  return name
}

const accountOf = (text: string, scopes: readonly Scope[]): Account => {
  if (!isAccount(text))
    throw new UsageError('--account is live or paper:NAME (small letters, digits, _ and -).')
  if (text === 'live') return text
  if (scopes.includes('raw')) throw new UsageError('raw is never given to a paper account.')
  return text
}
