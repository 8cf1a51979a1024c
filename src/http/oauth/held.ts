import { REFUSALS } from '../../auth/refusals.ts'
import { hashToken } from '../../auth/token.ts'
import { type Door, urlOf } from '../door.ts'
import { keepAlive } from '../keep-alive.ts'
import { held } from './props.ts'
import { rolesOf } from './provider.ts'

const FRESH_MS = 15_000
const CAPACITY = 1_000
const SHAPE = /^t_[0-9a-f]{4,64}:[A-Za-z0-9_-]{8,64}:[A-Za-z0-9_-]{16,128}$/

interface Seen {
  readonly hash: string
  /** Unix milliseconds, as `readAt`. */
  readonly expiresAt: number
  readonly readAt: number
}

/** Whether a bearer can be an access token of a client that signed in. */
export const isAccessToken = (bearer: string): boolean => SHAPE.test(bearer)

/** Finds the hash of the row behind an access token; undefined for one that is unknown, expired or for another resource. */
export type Holders = (door: Door, bearer: string) => Promise<string | undefined>

/**
 * Knows the access tokens of one isolate for some seconds, so that not every call reads the database for it. With the
 * database gone the account tells which row a token stood for when it was seen last, since stops must pass. The row itself
 * is asked on every request.
 */
export const createHolders = (now: () => number): Holders => {
  const seen = new Map<string, Seen>()

  const fresh = (name: string): Seen | undefined => {
    const known = seen.get(name)
    const isFresh = known && known.expiresAt > now() && Math.abs(now() - known.readAt) < FRESH_MS
    return isFresh ? known : undefined
  }

  return async (door, bearer) => {
    const name = `${urlOf(door).origin} ${bearer}`
    const earlier = fresh(name)
    if (earlier) return earlier.hash
    const readAt = now()
    const accessHash = await hashToken(bearer)
    const found = await validated(door, bearer).catch(() => 'unread' as const)
    if (found === 'unread') return remembered(door, accessHash)
    if (!found) {
      seen.delete(name)
      return undefined
    }
    if (!seen.has(name)) keepAlive(door)(note(door, accessHash, found))
    if (seen.size >= CAPACITY) seen.clear()
    seen.set(name, { ...found, readAt })
    return found.hash
  }
}

interface Found {
  readonly hash: string
  readonly expiresAt: number
}

const validated = async (door: Door, bearer: string): Promise<Found | undefined> => {
  const { issuing, resource, bindings } = await rolesOf(door)
  const valid = await issuing.validateToken(resource, bearer, bindings)
  return valid ? { hash: held().parse(valid.props).hash, expiresAt: valid.expiresAt * 1_000 } : undefined
}

const note = (door: Door, accessHash: string, { hash, expiresAt }: Found): Promise<void> =>
  door.env.ACCOUNT.getByName('live').noteAccess(accessHash, hash, expiresAt)

// What nobody remembers may be a good token all the same, so the answer is "cannot be checked".
const remembered = async (door: Door, accessHash: string): Promise<string> => {
  const hash = await door.env.ACCOUNT.getByName('live')
    .access(accessHash)
    .catch(() => undefined)
  if (hash === undefined) throw REFUSALS.unavailable()
  return hash
}
