import { createAuthenticator, type Vouched } from '../auth/authenticate.ts'
import type { ExchangeName, Principal } from '../auth/principal.ts'
import { REFUSALS } from '../auth/refusals.ts'
import { createTokenCache, type TokenCache } from '../auth/token-cache.ts'
import { isBreakwaterError } from '../domain/errors.ts'
import type { AccountRpc } from '../exchange/port.ts'
import { findTokenByHash, touchToken } from '../store/tokens.ts'
import { type Bearer, bearerOf } from './bearer.ts'
import { type Door, urlOf } from './door.ts'
import { keepAlive } from './keep-alive.ts'
import type { Strangers } from './limits/strangers.ts'
import { createHolders, type Holders, isAccessToken } from './oauth/held.ts'
import { createOutage, type Outage } from './outage.ts'
import { challenge, refuse } from './refusal.ts'

/** Tells who is calling, or answers with the refusal. */
export type Callers = (door: Door) => Promise<{ principal: Principal } | { refusal: Response }>

// Only on the owner's own machine; settings refuse it anywhere else. Real money is only looked at without a token.
const anyone = (exchange: ExchangeName): Principal => ({
  tokenId: 'local',
  name: 'local',
  account: 'live',
  scopes: exchange === 'emulator' ? ['read', 'trade', 'funds'] : ['read'],
})

/** Knows the callers of one isolate: those of the tools, and the owner, who always needs a token. */
export const createCallers = (
  now: () => number,
  strangers: Strangers,
): { callers: Callers; owners: Callers } => {
  const isolate = { cache: createTokenCache(), outage: createOutage(now), holders: createHolders(now) }
  const known: Callers = async (door) => {
    const bearer = bearerOf(door.req.raw.headers, urlOf(door))
    const unknown = async (caught: unknown) => ({
      refusal: (await strangers.turnAway(door)) ?? challenge(door, caught, bearer !== undefined),
    })
    if (!bearer) return unknown(REFUSALS.invalid())
    try {
      return { principal: await principalOf(door, bearer, isolate, now) }
    } catch (caught) {
      const isForbidden = isBreakwaterError(caught) && caught.kind === 'forbidden'
      return isForbidden ? unknown(caught) : { refusal: refuse(door, 503, caught) }
    }
  }
  const callers: Callers = async (door) => {
    const { authDisabled, exchange } = door.get('settings')
    return authDisabled ? { principal: anyone(exchange) } : known(door)
  }
  return { callers, owners: known }
}

interface Isolate {
  readonly cache: TokenCache
  readonly outage: Outage
  readonly holders: Holders
}

// A client that signed in stands for a row like any other: only how it proves that differs.
const principalOf = async (door: Door, bearer: Bearer, isolate: Isolate, now: () => number) => {
  const authenticator = authenticatorFor(door, isolate, now)
  const presented = { via: bearer.via, exchange: door.get('settings').exchange }
  if (!isAccessToken(bearer.token)) return authenticator.authenticate(bearer.token, presented)
  const hash = bearer.via === 'header' ? await isolate.holders(door, bearer.token) : undefined
  if (hash === undefined) throw REFUSALS.invalid()
  return { ...(await authenticator.authenticateHash(hash, presented)), signedIn: true as const }
}

const authenticatorFor = (door: Door, { cache, outage }: Isolate, now: () => number) => {
  const { DB, ACCOUNT } = door.env
  return createAuthenticator({
    find: (hash) => outage.unlessDown(() => findTokenByHash(DB, hash)),
    touch: async (tokenId, at) => keepAlive(door)(touchToken(DB, tokenId, at)),
    vouch: (hash) => vouchedBy(ACCOUNT.getByName('live'), hash),
    now,
    cache,
  })
}

const vouchedBy = async (account: AccountRpc, hash: string): Promise<Vouched | undefined> => {
  const known = await account.token(hash)
  if (!known) return undefined
  const { tokenId, scopes, name, forUrl, expiresAt, revokedAt } = known
  return { id: tokenId, hash, account: 'live', scopes: scopes.join(), name, forUrl, expiresAt, revokedAt }
}
