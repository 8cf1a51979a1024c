import { BreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { inWords, missingPermissions } from '../kraken/permissions.ts'
import type { Breaker } from './breaker.ts'
import type { Budget, Touched } from './budget.ts'
import type { Clock } from './clock.ts'
import { mustLieAhead } from './deadline.ts'
import type { KeyInfoSource } from './key-info.ts'
import type { KeyWatch } from './key-watch.ts'
import { tagsOf } from './order-tag.ts'
import type { Skew } from './skew.ts'
import { mustSee } from './vision.ts'

interface ReadyDeps {
  readonly breaker: Breaker
  readonly key: KeyInfoSource
  readonly keyWatch: KeyWatch
  readonly budget: Budget
  readonly touched: (endpoint: Endpoint, params: Params) => readonly Touched[]
  readonly skew: Pick<Skew, 'now'>
  readonly clock: Pick<Clock, 'now'>
}

/** Waits until a call can go. Throws `forbidden` (missing_permission), and what the deadline, breaker, key watch and budget throw. */
export const createReady = ({ breaker, key, keyWatch, budget, touched, skew, clock }: ReadyDeps) => {
  /** A new order needs a key that is ours alone, and one with which the order could be found again. */
  const mustBeSafe = async (): Promise<void> => {
    keyWatch.pass()
    const info = await key.get()
    if (info) mustSee(info, clock.now())
  }

  return async (endpoint: Endpoint, params: Params): Promise<void> => {
    mustLieAhead(params, skew.now(clock.now()))
    breaker.pass(clock.now())
    await mustBeAllowed(endpoint, key)
    if (tagsOf(endpoint.tool, params).length > 0) await mustBeSafe()
    await budget.take(endpoint, params, touched(endpoint, params))
  }
}

/** Refuses, before it leaves, what the key cannot do; if Kraken would not say what it can, Kraken decides. */
const mustBeAllowed = async (endpoint: Endpoint, key: KeyInfoSource): Promise<void> => {
  if ('all' in endpoint.permissions && endpoint.permissions.all.length === 0) return
  const info = await key.get()
  const missing = info ? missingPermissions(endpoint, info.permissions) : []
  if (missing.length === 0) return
  const names = inWords(endpoint.permissions, missing)
  throw new BreakwaterError('forbidden', 'missing_permission', `The Kraken key lacks ${names}.`, {
    hint: 'The owner can add it on Kraken’s API settings page; a new key is not needed.',
    details: { permissions: missing },
  })
}
