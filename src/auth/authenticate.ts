import type { TokenRow } from '../store/token-row.ts'
import type { ExchangeName, Principal } from './principal.ts'
import { isAccount, parseScopes } from './principal.ts'
import { REFUSALS } from './refusals.ts'
import { hashToken, isTokenShaped } from './token.ts'
import { createTokenCache, type TokenCache } from './token-cache.ts'

export interface AuthenticatorPorts {
  /** Finds a token's row by the SHA-256 of its plaintext; rejects where the database is out of reach. */
  readonly find: (hash: string) => Promise<TokenRow | undefined>
  /** Notes a use; may fail, and is not waited for (a Worker wraps it in `waitUntil`). */
  readonly touch: (tokenId: string, now: number) => Promise<unknown>
  readonly now: () => number
  /** Asked where `find` rejects: what another authority remembers of the token. It rejects where that is silent too. */
  readonly vouch?: (hash: string) => Promise<Vouched | undefined>
  /** Shared by all authenticators of one isolate, where these are made per request. */
  readonly cache?: TokenCache
}

/** What is remembered of a token where the database cannot be asked. */
export type Vouched = Pick<
  TokenRow,
  'id' | 'name' | 'hash' | 'account' | 'scopes' | 'forUrl' | 'expiresAt' | 'revokedAt'
>

/** Where the token stood, and which exchange this server works on. */
export interface Presented {
  readonly via: 'header' | 'url'
  readonly exchange: ExchangeName
}

export interface Authenticator {
  authenticate(bearer: string, presented: Presented): Promise<Principal>
  /** The same for who has proved by another way to hold the token of this hash: a client that signed in. */
  authenticateHash(hash: string, presented: Presented): Promise<Principal>
}

/**
 * Tells who holds a bearer token. Throws `forbidden` (invalid_token, token_expired, token_revoked, url_token_only,
 * header_token_only, wrong_exchange) and `unavailable` (tokens_unavailable), in words that never repeat the token.
 */
export const createAuthenticator = (ports: AuthenticatorPorts): Authenticator => {
  const { find, touch, now, vouch, cache = createTokenCache() } = ports

  const rowOf = async (hash: string): Promise<TokenRow | undefined> => {
    const remembered = cache.get(hash, now())
    if (remembered) return remembered.row
    const readAt = now()
    const row = await find(hash)
    cache.put(hash, { row, readAt })
    return row
  }

  // What nobody remembers may be a good token all the same, so the answer is "cannot be checked".
  const withoutDatabase = async (hash: string, presented: Presented): Promise<Principal> => {
    const vouched = await vouch?.(hash).catch(() => undefined)
    if (!vouched) throw REFUSALS.unavailable()
    return { ...judge({ ...vouched, exchange: presented.exchange }, presented, now()), unchecked: true }
  }

  const authenticateHash = async (hash: string, presented: Presented): Promise<Principal> => {
    const read = await settled(rowOf(hash))
    if ('failed' in read) return withoutDatabase(hash, presented)
    const principal = judge(read.row, presented, now())
    if (cache.dueForTouch(principal.tokenId, now())) void quietly(() => touch(principal.tokenId, now()))
    return principal
  }

  return {
    authenticateHash,
    authenticate: async (bearer, presented) => {
      if (!isTokenShaped(bearer)) throw REFUSALS.invalid()
      const known = cache.hashOf(bearer)
      const hash = known ?? (await hashToken(bearer))
      const principal = await authenticateHash(hash, presented)
      if (known === undefined) cache.putHash(bearer, hash)
      return principal
    },
  }
}

const settled = (row: Promise<TokenRow | undefined>) =>
  row.then(
    (row) => ({ row }),
    () => ({ failed: true }),
  )

const judge = (
  row: (Vouched & Pick<TokenRow, 'exchange'>) | undefined,
  { via, exchange }: Presented,
  now: number,
): Principal => {
  if (!row || !isAccount(row.account)) throw REFUSALS.invalid()
  if (row.revokedAt !== null) throw REFUSALS.revoked()
  if (row.expiresAt !== null && row.expiresAt <= now) throw REFUSALS.expired()
  if (row.forUrl && via === 'header') throw REFUSALS.urlOnly()
  if (!row.forUrl && via === 'url') throw REFUSALS.headerOnly()
  if (row.exchange !== exchange) throw REFUSALS.wrongExchange()
  const { id: tokenId, name, account, hash, forUrl, expiresAt } = row
  return {
    tokenId,
    name,
    account,
    scopes: parseScopes(row.scopes),
    credential: { hash, forUrl, expiresAt },
  }
}

// "Last used" is a courtesy to the owner: its failure never fails the call.
const quietly = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work()
  } catch {}
}
