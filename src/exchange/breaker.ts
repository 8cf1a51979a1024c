import { BreakwaterError } from '../domain/errors.ts'
import type { Reply } from '../kraken/reply.ts'

/** So many refusals of nonce or signature within a minute, and only stops go out: Kraken locks a key out for less. */
const MOST = 3
const WITHIN_MS = 60_000

export interface Breaker {
  /** Takes note of a reply. One that a stop overtook says nothing about the key. */
  heard(reply: Reply, overtaken: boolean, now: number): void
  /** Throws `unavailable` (breaker_open) while the breaker is open. Stops do not ask. */
  pass(now: number): void
}

/** Keeps a key that Kraken refuses from being locked out; it closes by itself a minute after the first of the three. */
export const createBreaker = (): Breaker => {
  let refusals: readonly number[] = []
  const recent = (now: number) => refusals.filter((at) => Math.abs(now - at) < WITHIN_MS)

  return {
    heard(reply, overtaken, now) {
      if (!overtaken && isRefusal(reply)) refusals = [...recent(now), now]
    },
    pass(now) {
      const counted = recent(now)
      const [first] = counted
      if (first === undefined || counted.length < MOST) return
      throw new BreakwaterError(
        'unavailable',
        'breaker_open',
        'Kraken refused the key’s nonce or signature three times within a minute; only stops go out now.',
        {
          hint: 'Wait; if it comes back, the key is used elsewhere or its secret is wrong. Cancels work.',
          retryAfter: Math.max(1, Math.ceil((first + WITHIN_MS - now) / 1000)),
        },
      )
    },
  }
}

const REFUSALS = /^EAPI:Invalid (nonce|signature|key)/

const isRefusal = (reply: Reply): boolean =>
  reply.kind === 'errors' && reply.errors.some((error) => REFUSALS.test(error))
