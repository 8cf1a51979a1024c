import type { Client } from '../kraken/client.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { GetApiKeyInfo } from '../kraken/endpoints/account/api-key.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Breaker } from './breaker.ts'
import type { Budget, Touched } from './budget.ts'
import type { Clock } from './clock.ts'
import { timeoutMsOf } from './deadline.ts'
import type { Body } from './exchange.ts'
import { createKeyInfo, type KeyInfoSource } from './key-info.ts'
import type { KeyWatch } from './key-watch.ts'
import { createLane } from './lane.ts'
import { createReady } from './live-ready.ts'
import { createSend } from './live-send.ts'
import { createLiveStops } from './live-stops.ts'
import type { Nonces } from './nonces.ts'
import { createReads } from './reads.ts'
import { says } from './says.ts'
import type { Skew } from './skew.ts'
import { createSuspicion } from './suspicion.ts'

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

  const ready = createReady({ breaker, key, keyWatch, budget, touched, skew, clock })
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
    ...createLiveStops({ lane, budget, touched, reads, learn }),
    send: createSend({ lane, skew, clock, reads, learn }),
    withdraw: lane.withdraw,
    inFlight: lane.inFlight,
    landed: lane.landed,
  }
}
