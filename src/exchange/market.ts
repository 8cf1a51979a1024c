import type { Client } from '../kraken/client.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { failureOf } from '../kraken/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import { type Clock, within } from './clock.ts'
import { timeoutMsOf } from './deadline.ts'

/** How many answers are kept; the oldest goes first. */
const KEPT = 300
/** Beyond the call's own timeout: how long a follower waits for a leader whose request may have died. */
const GRACE_MS = 500

/** A public answer, with its age in milliseconds where it came from the cache. */
export interface MarketAnswer {
  readonly result: unknown
  readonly ageMs?: number
}

export interface Market {
  /**
   * Asks Kraken, or the cache where the row allows it. Those who ask the same at the same time share one request.
   * `keepAlive` keeps the leader's request running when its own caller has gone, for the sake of the others.
   * Throws `unavailable` or `busy` as the error table says.
   */
  call(endpoint: Endpoint, params: Params, keepAlive: (work: Promise<unknown>) => void): Promise<MarketAnswer>
}

interface Kept {
  readonly result: unknown
  readonly at: number
}

/** Public market data, straight from the Worker: no key, no nonce, no account object. */
export const createMarket = (
  client: Pick<Client, 'public'>,
  clock: Clock,
  httpTimeoutMs: number | undefined,
): Market => {
  const kept = new Map<string, Kept>()
  const inFlight = new Map<string, Promise<Reply>>()

  const send = (endpoint: Endpoint, params: Params) =>
    within(clock, timeoutMsOf(endpoint, httpTimeoutMs), (signal) =>
      client.public(endpoint, params, { signal }),
    )

  const askTwice = async (endpoint: Endpoint, params: Params): Promise<Reply> => {
    const reply = await send(endpoint, params)
    return reply.kind === 'lost' && reply.why !== 'timeout' ? send(endpoint, params) : reply
  }

  const lead = (name: string, endpoint: Endpoint, params: Params): Promise<Reply> => {
    const asked = askTwice(endpoint, params).finally(() => {
      if (inFlight.get(name) === asked) inFlight.delete(name)
    })
    inFlight.set(name, asked)
    return asked
  }

  const follow = (name: string, leader: Promise<Reply>, endpoint: Endpoint, params: Params): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const giveUp = clock.after(timeoutMsOf(endpoint, httpTimeoutMs) + GRACE_MS, () => {
        // The leader's own caller has gone, and its request with it: this one leads now.
        if (inFlight.get(name) === leader) inFlight.delete(name)
        lead(name, endpoint, params).then(resolve, reject)
      })
      leader.finally(giveUp).then(resolve, reject)
    })

  const keep = (name: string, answer: Kept): void => {
    kept.delete(name)
    kept.set(name, answer)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  }

  return {
    async call(endpoint, params, keepAlive) {
      const name = `${endpoint.tool} ${JSON.stringify(params)}`
      const earlier = kept.get(name)
      const ageMs = earlier ? clock.now() - earlier.at : 0
      if (earlier && ageMs >= 0 && ageMs < (endpoint.cacheMs ?? 0)) return { result: earlier.result, ageMs }
      const leader = inFlight.get(name)
      const asked = leader ? follow(name, leader, endpoint, params) : lead(name, endpoint, params)
      keepAlive(asked.catch(() => undefined))
      const reply = await asked
      if (reply.kind !== 'result') throw failureOf(reply, endpoint, clock.now())
      if (endpoint.cacheMs) keep(name, { result: reply.result, at: clock.now() })
      return { result: reply.result }
    },
  }
}
