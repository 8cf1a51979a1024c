import { statSync } from 'node:fs'
import { mintGrant } from '../auth/grant.ts'
import type { ExchangeName } from '../auth/principal.ts'
import { parseScopes } from '../auth/principal.ts'
import { hashToken, isTokenShaped } from '../auth/token.ts'
import { findTokenByHash, insertToken } from '../store/tokens.ts'
import { CliError } from './failure.ts'
import { readIfThere, writeAtomically } from './files.ts'

/**
 * The owner's own token on this machine: who may write the state folder is the owner. It is minted where it is missing,
 * or where the database no longer takes it.
 */
export const keepAdminToken = async (
  db: D1Database,
  file: string,
  exchange: ExchangeName,
  now: number,
): Promise<string> => {
  const kept = readSecret(file)
  if (kept !== undefined && (await isGood(db, kept, exchange, now))) return kept
  const grant = {
    name: 'owner (npm run token)',
    exchange,
    account: 'live',
    scopes: ['admin'],
    forUrl: false,
    expiresAt: null,
  } as const
  const { token, row } = await mintGrant(grant, now)
  await insertToken(db, row)
  writeAtomically(file, `${token}\n`)
  return token
}

/** A secret in a file that nobody else may read; undefined where there is none. */
export const readSecret = (file: string): string | undefined => {
  const text = readIfThere(file)?.trim()
  if (!text) return undefined
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new CliError(`Others may read ${file}. Take that from them first: chmod 600 ${file}`)
  return text
}

const isGood = async (db: D1Database, token: string, exchange: string, now: number): Promise<boolean> => {
  if (!isTokenShaped(token)) return false
  const row = await findTokenByHash(db, await hashToken(token))
  if (!row || row.exchange !== exchange || row.revokedAt !== null || row.forUrl) return false
  return parseScopes(row.scopes).includes('admin') && (row.expiresAt === null || row.expiresAt > now)
}
