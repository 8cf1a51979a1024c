import { type Account, isAccount, type Scope } from '../auth/principal.ts'
import { confirmRaw } from './confirm.ts'
import { durationMs } from './duration.ts'
import { UsageError } from './failure.ts'
import { mintGrant } from './grant.ts'
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
  if (scopes.includes('raw')) await confirmRaw()
  const book = await openBook()
  if (account !== 'live') await openAccount(book, account, opening, now)
  const grant = { name, exchange: book.exchange, account, scopes, forUrl: words['for-url'], expiresAt }
  const { token, row } = await mintGrant(grant, now)
  await book.insert(row)
  return { token, id: row.id, exchange: book.exchange }
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
