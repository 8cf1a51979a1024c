import { BreakwaterError } from '../../domain/errors.ts'
import type { Door } from '../door.ts'
import { addressOf } from '../owner/session/address.ts'
import { refuse } from '../refusal.ts'

const MINUTE_MS = 60_000
const CAPACITY = 10_000
const USUAL_LIMIT = 100

/** A door that counts for itself, and may be stricter than the usual. */
export interface OwnLimit {
  readonly door: string
  readonly perMinute?: number
}

/** Counts the requests of one address that came without a valid token. */
export interface Strangers {
  /** Answers 429 where this request is one too many of its minute. */
  turnAway(door: Door, own?: OwnLimit): Promise<Response | undefined>
}

/**
 * The counts are of this isolate, which sees most of what one address sends; the platform's own brake, which counts for
 * a whole location, stands behind it. Both are brakes and no more: what must be exact is counted by the account object.
 */
export const createStrangers = (now: () => number): Strangers => {
  let counts = new Map<string, number>()
  let minute = 0

  const countOf = (key: string): number => {
    const current = Math.floor(now() / MINUTE_MS)
    if (current !== minute || counts.size >= CAPACITY) counts = new Map()
    minute = current
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count
  }

  return {
    async turnAway(door, own) {
      const address = addressOf(door)
      const usual = door.get('settings')?.requestsPerMinute ?? USUAL_LIMIT
      const limit = Math.min(own?.perMinute ?? usual, usual)
      const isTooMany = countOf(`${own?.door ?? ''} ${address}`) > limit
      if (!isTooMany && (await passesBrake(door, address, usual))) return undefined
      const seconds = Math.ceil(((minute + 1) * MINUTE_MS - now()) / 1_000)
      door.header('RateLimit-Limit', String(limit))
      door.header('RateLimit-Remaining', '0')
      door.header('RateLimit-Reset', String(seconds))
      return refuse(door, 429, tooMany(limit, seconds))
    },
  }
}

// The platform's limit is written in wrangler.toml: where the owner allows more than that, it must not stand in the way.
const passesBrake = async (door: Door, address: string, usual: number): Promise<boolean> => {
  const { STRANGERS } = door.env
  if (!STRANGERS || usual > USUAL_LIMIT || door.req.header('cf-connecting-ip') === undefined) return true
  const { success } = await STRANGERS.limit({ key: address }).catch(() => ({ success: true }))
  return success
}

const tooMany = (limit: number, retryAfter: number) =>
  new BreakwaterError(
    'busy',
    'request_limit',
    `More than ${limit} requests in a minute without a valid token`,
    {
      hint: 'Wait. Requests with a valid token are not held up.',
      details: { limit },
      retryAfter,
    },
  )
