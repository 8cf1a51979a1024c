import type { Door } from '../door.ts'
import { Held } from './props.ts'
import { rolesOf } from './provider.ts'

const FRESH_MS = 15_000
const CAPACITY = 1_000
const SHAPE = /^t_[0-9a-f]{4,64}:[A-Za-z0-9_-]{8,64}:[A-Za-z0-9_-]{16,128}$/

interface Seen {
  readonly hash: string
  /** Unix milliseconds. */
  readonly expiresAt: number
  readonly readAt: number
}

/** Whether a bearer can be an access token of a client that signed in. */
export const isAccessToken = (bearer: string): boolean => SHAPE.test(bearer)

/** Finds the hash of the row behind an access token; undefined for one that is unknown, expired or for another resource. */
export type Holders = (door: Door, bearer: string) => Promise<string | undefined>

/**
 * Knows the access tokens of one isolate for some seconds, so that not every call reads the database for it; with the
 * database gone a known one still leads to its row until it expires, since stops must pass. The row itself is asked on
 * every request.
 */
export const createHolders = (now: () => number): Holders => {
  const seen = new Map<string, Seen>()

  return async (door, bearer) => {
    const { origin } = new URL(door.req.url)
    const name = `${origin} ${bearer}`
    const earlier = seen.get(name)
    if (earlier && earlier.expiresAt > now() && Math.abs(now() - earlier.readAt) < FRESH_MS)
      return earlier.hash
    const readAt = now()
    const found = await validated(door, bearer).catch((failure: unknown) => {
      if (earlier && earlier.expiresAt > now()) return earlier
      throw failure
    })
    seen.delete(name)
    if (!found) return undefined
    if (seen.size >= CAPACITY) seen.clear()
    seen.set(name, { ...found, readAt })
    return found.hash
  }
}

const validated = async (door: Door, bearer: string) => {
  const { issuing, resource, bindings } = await rolesOf(door)
  const valid = await issuing.validateToken(resource, bearer, bindings)
  return valid && { hash: Held.parse(valid.props).hash, expiresAt: valid.expiresAt * 1_000 }
}
