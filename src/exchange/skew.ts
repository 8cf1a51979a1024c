import type { Reply } from '../kraken/reply.ts'

/** A difference below this may be the Date header's own coarseness, and is not corrected. */
const TOLERATED_MS = 2_000

export interface Skew {
  heard(reply: Reply, now: number): void
  /** What must be added to our clock to read Kraken's, milliseconds; 0 while they agree. */
  ms(): number
  /** Kraken's time, unix milliseconds. */
  now(now: number): number
}

/** How far our clock is from Kraken's, from the Date header of the last answer. */
export const createSkew = (): Skew => {
  let skew = 0
  return {
    heard(reply, now) {
      if (reply.date === undefined) return
      const apart = reply.date - now
      skew = Math.abs(apart) > TOLERATED_MS ? apart : 0
    },
    ms: () => skew,
    now: (now) => now + skew,
  }
}
