import { parseMandate } from '../domain/mandate/parse.ts'
import { mandateWords } from '../exchange/overview/names.ts'
import type { ShownToken } from '../exchange/overview.ts'
import { listPaperAccounts } from '../store/paper-accounts.ts'
import type { TokenRow } from '../store/token-row.ts'
import { findTokenById, listTokens, revokeToken } from '../store/tokens.ts'
import type { Bindings } from './bindings.ts'
import { openOwnerPage } from './owner.ts'

/** The tokens of one exchange, newest first; those that ended long ago are left out. */
export const tokensOf = async (
  { DB }: Pick<Bindings, 'DB'>,
  exchange: string,
  now: number,
): Promise<readonly TokenRow[]> => {
  const rows = await listTokens(DB)
  return rows.filter((row) => row.exchange === exchange && !isLongGone(row, now)).reverse()
}

const WEEK_MS = 7 * 86_400_000

const isLongGone = ({ revokedAt, expiresAt }: TokenRow, now: number): boolean =>
  Math.min(revokedAt ?? Infinity, expiresAt ?? Infinity) < now - WEEK_MS

/** A row as the page lists it. */
export const shownToken = (row: TokenRow, known: string | undefined): ShownToken => ({
  id: row.id,
  name: row.name,
  account: row.account,
  scopes: row.scopes,
  // What the account has never met is told by its row; it reads the same one when it does.
  mandate: known ?? writtenIn(row),
  lastUsedAt: row.lastUsedAt,
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt,
})

const writtenIn = ({ mandate }: TokenRow): string => {
  if (mandate === null) return 'none'
  const parsed = parseMandate(mandate)
  return parsed.ok ? mandateWords(parsed.mandate) : 'cannot be read'
}

/** Every account that there is: the live one, and the paper accounts that were opened. */
export const accountsOf = async ({ DB }: Pick<Bindings, 'DB'>): Promise<readonly string[]> => [
  'live',
  ...(await listPaperAccounts(DB)),
]

/**
 * Revokes a token as the cli does: the account first, which is the authority and stops its orders, then the database.
 * Rejects where either did not answer; run again, it does no harm.
 */
export const revokeEverywhere = async (
  bindings: Bindings,
  { id, keepOrders, request, now }: Revocation,
): Promise<void> => {
  const row = (await listTokens(bindings.DB)).find((one) => one.id === id)
  const account = openOwnerPage(bindings, row?.account ?? 'live', request)
  await account.run('revoke', { id, ...(keepOrders ? { keep_orders: true } : {}) })
  await revokeToken(bindings.DB, id, now)
}

/**
 * Ends a token for its own client, which gave it back or showed that it is not alone: the database first, then the account,
 * which refuses it from now on and withdraws what waits. Its open orders stay: a client that is disconnected must not take
 * the owner's stops along. An account that does not answer learns it from the database.
 */
export const endToken = async (
  { DB, ACCOUNT }: Bindings,
  id: string,
  request: string,
  now: number,
): Promise<void> => {
  await revokeToken(DB, id, now)
  const row = await findTokenById(DB, id)
  if (!row) return
  const call = { command: 'revoke', params: { id, keep_orders: true }, tokenId: id, signedIn: true, request }
  await ACCOUNT.getByName(row.account)
    .owner(call)
    .catch(() => undefined)
}

interface Revocation {
  readonly id: string
  readonly keepOrders: boolean
  readonly request: string
  readonly now: number
}
