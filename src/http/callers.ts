import { createAuthenticator } from '../auth/authenticate.ts'
import type { ExchangeName, Principal } from '../auth/principal.ts'
import { REFUSALS } from '../auth/refusals.ts'
import { createTokenCache } from '../auth/token-cache.ts'
import { isBreakwaterError } from '../domain/errors.ts'
import { findTokenByHash, touchToken } from '../store/tokens.ts'
import { bearerOf } from './bearer.ts'
import { type Door, urlOf } from './door.ts'
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

/** Knows the callers of one isolate. */
export const createCallers = (now: () => number): Callers => {
  const cache = createTokenCache()
  return async (door) => {
    const settings = door.get('settings')
    if (settings.authDisabled) return { principal: anyone(settings.exchange) }
    const bearer = bearerOf(door.req.raw.headers, urlOf(door))
    if (!bearer) return { refusal: challenge(door, REFUSALS.invalid(), false) }
    try {
      const principal = await authenticatorFor(door, cache, now).authenticate(bearer.token, {
        via: bearer.via,
        exchange: settings.exchange,
      })
      return { principal }
    } catch (caught) {
      const isForbidden = isBreakwaterError(caught) && caught.kind === 'forbidden'
      return { refusal: isForbidden ? challenge(door, caught, true) : refuse(door, 503, caught) }
    }
  }
}

const authenticatorFor = (door: Door, cache: ReturnType<typeof createTokenCache>, now: () => number) => {
  const { DB } = door.env
  return createAuthenticator({
    find: (hash) => findTokenByHash(DB, hash),
    touch: async (tokenId, at) => keepAlive(door)(touchToken(DB, tokenId, at)),
    now,
    cache,
  })
}

/** Lets work finish after the response has left. */
export const keepAlive =
  (door: Door) =>
  (work: Promise<unknown>): void =>
    door.executionCtx.waitUntil(work.catch(() => undefined))
