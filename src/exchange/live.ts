import { BreakwaterError } from '../domain/errors.ts'
import type { Client } from '../kraken/client.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { GetApiKeyInfo } from '../kraken/endpoints/account/api-key.ts'
import { inWords, missingPermissions } from '../kraken/permissions.ts'
import type { Reply } from '../kraken/reply.ts'
import { attempt } from './attempt.ts'
import type { Breaker } from './breaker.ts'
import type { Budget, Touched } from './budget.ts'
import { withoutUserref } from './client-order-id.ts'
import type { Clock } from './clock.ts'
import { mustLieAhead, timeoutMsOf, withDeadline } from './deadline.ts'
import type { Body } from './exchange.ts'
import { createKeyInfo, type KeyInfoSource } from './key-info.ts'
import type { KeyWatch } from './key-watch.ts'
import { createLane } from './lane.ts'
import type { Nonces } from './nonces.ts'
import { tagsOf } from './order-tag.ts'
import { createReads } from './reads.ts'
import type { Skew } from './skew.ts'
import { mustSee } from './vision.ts'

interface LiveDeps {
  readonly client: Pick<Client, 'private'>
  readonly nonces: Nonces
  readonly budget: Budget
  readonly clock: Clock
  /** Caps every timeout, in milliseconds. */
  readonly httpTimeoutMs: number | undefined
  readonly breaker: Breaker
  readonly skew: Skew
  readonly keyWatch: KeyWatch
  /** The orders that an amend or a cancel touches, as far as the journal knows them. */
  readonly touched: (endpoint: Endpoint, params: Params) => readonly Touched[]
}

const CANCELS: ReadonlySet<string> = new Set(['cancel_order', 'cancel_order_batch', 'cancel_all_orders'])

/** The live body: Kraken behind one key, through one lane. */
export const createLive = ({
  client,
  nonces,
  budget,
  clock,
  httpTimeoutMs,
  breaker,
  skew,
  keyWatch,
  touched,
}: LiveDeps): Body & { key: KeyInfoSource } => {
  const lane = createLane({
    client,
    nonces,
    clock,
    timeoutMs: (endpoint) => timeoutMsOf(endpoint, httpTimeoutMs),
    heard: (endpoint, reply, overtaken) => {
      skew.heard(reply, clock.now())
      breaker.heard(reply, overtaken, clock.now())
      if (!overtaken) suspicion.heard(endpoint, reply)
      lastCallAt = clock.now()
    },
  })
  let lastCallAt = 0

  const key = createKeyInfo(
    async () => {
      breaker.pass(clock.now())
      return lane.send({ endpoint: GetApiKeyInfo, depart: () => ({}) })
    },
    clock,
    (info) => {
      const ours = { highestNonce: nonces.highest(), lastCallAt: lastCallAt + skew.ms() }
      keyWatch.look(info, ours, clock.now())
    },
  )
  const suspicion = createSuspicion(
    () => {
      key.forget()
      void key.get()
    },
    () => keyWatch.shared('Kraken refuses our highest nonce', clock.now()),
  )

  const ready = async (endpoint: Endpoint, params: Params): Promise<void> => {
    mustLieAhead(params, skew.now(clock.now()))
    breaker.pass(clock.now())
    await mustBeAllowed(endpoint, key)
    if (tagsOf(endpoint.tool, params).length > 0) await mustBeSafe()
    await budget.take(endpoint, params, touched(endpoint, params))
  }

  /** A new order needs a key that is ours alone, and one with which the order could be found again. */
  const mustBeSafe = async (): Promise<void> => {
    keyWatch.pass()
    const info = await key.get()
    if (info) mustSee(info, clock.now())
  }

  const reads = createReads(async (endpoint, params) => {
    await ready(endpoint, params)
    return lane.send({ endpoint, depart: () => params })
  }, clock)

  /** Learns from a reply what the caches could not know. */
  const learn = (endpoint: Endpoint, params: Params, reply: Reply): Reply => {
    if (says(reply, /permission/i)) key.forget()
    if (says(reply, /^(EAPI|EOrder):Rate limit exceeded/)) budget.saturate(endpoint, params)
    return reply
  }

  return {
    key,
    ready,
    read: async (endpoint, params) => learn(endpoint, params, await reads.read(endpoint, params)),
    async urgent(endpoint, params, withinMs) {
      budget.note(endpoint)
      const ask = async () =>
        learn(endpoint, params, await lane.stop({ endpoint, depart: () => params, withinMs }))
      const reply = await ask()
      return says(reply, /^EAPI:Invalid nonce/) ? ask() : reply
    },
    async stop(endpoint, params, depart = () => {}, withinMs) {
      budget.note(
        endpoint,
        attempt(() => touched(endpoint, params)),
      )
      const leave = () => {
        depart()
        reads.forget()
        return params
      }
      const stop = async () => learn(endpoint, params, await lane.stop({ endpoint, depart: leave, withinMs }))
      const reply = await stop()
      // A cancel does no harm twice, and one that met another's nonce has not been heard. The timer would undo a newer one.
      return CANCELS.has(endpoint.tool) && says(reply, /^EAPI:Invalid nonce/) ? stop() : reply
    },
    async send({ call: { endpoint, params } }, depart, arrive) {
      const leave = () => {
        const final = withoutUserref(withDeadline(endpoint, params, skew.now(clock.now())))
        reads.forget()
        depart(typeof final.deadline === 'string' ? final.deadline : undefined)
        return final
      }
      const orders = tagsOf(endpoint.tool, params)
      const reply = await lane.send({ endpoint, depart: leave, orders, ...(arrive && { arrive }) })
      return learn(endpoint, params, reply)
    },
    withdraw: lane.withdraw,
    inFlight: lane.inFlight,
    landed: lane.landed,
  }
}

/**
 * Tells a doubled delivery from a second user: after a refused nonce the key's description is asked for, and only if that
 * is refused as well, or shows a higher nonce than ours, somebody else uses the key.
 */
const createSuspicion = (ask: () => void, convict: () => void) => ({
  heard(endpoint: Endpoint, reply: Reply) {
    if (!says(reply, /^EAPI:Invalid nonce/)) return
    if (endpoint === GetApiKeyInfo) convict()
    else ask()
  },
})

const says = (reply: Reply, pattern: RegExp): boolean =>
  reply.kind === 'errors' && reply.errors.some((error) => pattern.test(error))

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
