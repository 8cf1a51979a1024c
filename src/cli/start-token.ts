import { rmSync } from 'node:fs'
import { type Grant, mintGrant } from '../auth/grant.ts'
import { type ExchangeName, parseScopes, type Scope } from '../auth/principal.ts'
import { hashToken, isTokenShaped } from '../auth/token.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import { DEFAULT_OPENING, openingText } from '../domain/paper-opening.ts'
import { openPaper } from '../store/paper-accounts.ts'
import { findTokenByHash, insertToken } from '../store/tokens.ts'
import { readIfThere, writeAtomically } from './files.ts'

const DEMO_SCOPES = ['read', 'trade', 'funds'] as const
const PAPER_SCOPES = ['read', 'trade'] as const
const PAPER_ACCOUNT = 'paper:demo'
const LIVE_TOKEN_MS = 30 * 86_400_000

/** The demo's token: the one of the last start, or a new one where the database no longer takes that. */
export const keepDemoToken = async (db: D1Database, file: string, now: number): Promise<string> =>
  (await stillValid(db, file, { account: 'live', scopes: DEMO_SCOPES }, now)) ??
  mintInto(db, file, { exchange: 'emulator', scopes: DEMO_SCOPES }, now)

/** The same for a paper account on the demo's exchange, which is opened with it. */
export const keepPaperToken = async (db: D1Database, file: string, now: number): Promise<string> => {
  await openPaper(db, PAPER_ACCOUNT, openingText(DEFAULT_OPENING), now)
  const grant = { account: PAPER_ACCOUNT, scopes: PAPER_SCOPES } as const
  return (
    (await stillValid(db, file, grant, now)) ?? mintInto(db, file, { ...grant, exchange: 'emulator' }, now)
  )
}

/** A new token for a live start. It lies in the state folder while the server runs, for the stdio bridge. */
export const mintLiveToken = (db: D1Database, file: string, grant: LiveGrant, now: number): Promise<string> =>
  mintInto(db, file, { ...grant, expiresAt: now + LIVE_TOKEN_MS }, now)

interface LiveGrant {
  readonly exchange: ExchangeName
  readonly scopes: readonly Scope[]
  readonly mandate?: Mandate | undefined
}

export const forgetToken = (file: string): void => rmSync(file, { force: true })

const stillValid = async (
  db: D1Database,
  file: string,
  { account, scopes }: Pick<Grant, 'account' | 'scopes'>,
  now: number,
): Promise<string | undefined> => {
  const token = readIfThere(file)?.trim()
  if (token === undefined || !isTokenShaped(token)) return undefined
  const row = await findTokenByHash(db, await hashToken(token))
  if (row?.exchange !== 'emulator' || row.account !== account || row.revokedAt !== null || row.forUrl)
    return undefined
  if (row.expiresAt !== null && row.expiresAt <= now) return undefined
  return scopes.every((scope) => parseScopes(row.scopes).includes(scope)) ? token : undefined
}

const mintInto = async (
  db: D1Database,
  file: string,
  grant: Pick<Grant, 'exchange' | 'scopes'> & Partial<Pick<Grant, 'account' | 'expiresAt' | 'mandate'>>,
  now: number,
): Promise<string> => {
  const minted = await mintGrant(
    { name: 'npm start', account: 'live', forUrl: false, expiresAt: null, ...grant },
    now,
  )
  await insertToken(db, minted.row)
  writeAtomically(file, `${minted.token}\n`)
  return minted.token
}
