import type { Reply } from '../kraken/reply.ts'

/** A difference below this may be the Date header's own coarseness, and is not corrected. */
const TOLERATED_MS = 2_000

export interface Skew {
  heard(reply: Reply, now: number): void
  /** What must be added to our clock to read Kraken's, milliseconds; 0 while they agree. */
  ms(): number
  /** When one of the clocks was last found to have been set, unix milliseconds by ours; undefined if never. */
  since(): number | undefined
  /** Kraken's time, unix milliseconds. */
  now(now: number): number
}

/** How far our clock is from Kraken's, from the Date header of the last answer. */
export const createSkew = (): Skew => {
  let skew = 0
  let since: number | undefined
  return {
    heard(reply, now) {
      if (reply.date === undefined) return
      const apart = reply.date - now
      const next = Math.abs(apart) > TOLERATED_MS ? apart : 0
      if (!isSameSkew(skew, next)) since = now
      skew = next
    },
    ms: () => skew,
    since: () => since,
    now: (now) => now + skew,
  }
}

/** Whether two readings of the skew may be of clocks that ran on side by side; otherwise one was set in between. */
export const isSameSkew = (a: number, b: number): boolean => Math.abs(a - b) <= 2 * TOLERATED_MS
