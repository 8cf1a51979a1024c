import type { TokenRow } from '../store/token-row.ts'

// A revoked token must stop within 60 s; the rest of the minute is left to the database's own delays.
const KNOWN_MS = 45_000
const UNKNOWN_MS = 5_000
const CAPACITY = 1_000

/** What one isolate remembers of a token. `row` is absent where the database knows no such token. */
export interface Remembered {
  readonly row: TokenRow | undefined
  readonly readAt: number
}

export interface TokenCache {
  get(hash: string, now: number): Remembered | undefined
  put(hash: string, remembered: Remembered): void
  /** The hash of a token that was let in before: a digest costs as much as the rest of letting it in. */
  hashOf(token: string): string | undefined
  putHash(token: string, hash: string): void
  /** Says yes at most once a minute for each token. */
  dueForTouch(tokenId: string, now: number): boolean
}

/**
 * Remembers token rows by hash within one isolate; it holds values, never promises, since one request may not wait for
 * another's. Unknown hashes live in a map of their own, so that a flood of guesses evicts no owner.
 */
export const createTokenCache = (): TokenCache => {
  const known = new Map<string, Remembered>()
  const unknown = new Map<string, Remembered>()
  const touched = new Map<string, number>()
  const hashes = new Map<string, string>()
  return {
    get: (hash, now) => fresh(known.get(hash), KNOWN_MS, now) ?? fresh(unknown.get(hash), UNKNOWN_MS, now),
    put: (hash, remembered) => {
      known.delete(hash)
      setBounded(remembered.row ? known : unknown, hash, remembered)
    },
    hashOf: (token) => hashes.get(token),
    putHash: (token, hash) => setBounded(hashes, token, hash),
    dueForTouch: (tokenId, now) => {
      if (now - (touched.get(tokenId) ?? Number.NEGATIVE_INFINITY) < 60_000) return false
      setBounded(touched, tokenId, now)
      return true
    },
  }
}

const fresh = (entry: Remembered | undefined, lifetimeMs: number, now: number): Remembered | undefined =>
  entry && Math.abs(now - entry.readAt) < lifetimeMs ? entry : undefined

const setBounded = <V>(map: Map<string, V>, key: string, value: V): void => {
  map.delete(key)
  const oldest = map.size >= CAPACITY ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
  map.set(key, value)
}
