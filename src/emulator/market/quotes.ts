import { hashText, mix } from '../hash.ts'
import type { Listing } from './pairs.ts'
import { pricePath, type Shocks } from './path.ts'

export const MINUTE_MS = 60_000

/** The best bid and ask stand still for this long. */
export const SLOT_MS = 5_000
export const SLOTS = MINUTE_MS / SLOT_MS

/** The best prices in whole ticks during one slot of five seconds. */
export interface Quotes {
  best(side: 'bid' | 'ask', minute: number, slot: number): number
}

const HALF_SPREAD = 0.00008
const JITTER = 0.0003

/** Quotes follow the path from one minute to the next, with a little noise of their own. The last minute is kept. */
export const createQuotes = (seed: string, listing: Listing, shocks?: Shocks): Quotes => {
  const path = pricePath(seed, listing.base, listing.quote, listing.anchor, shocks)
  const word = hashText(`quotes ${seed} ${listing.key}`)
  const perUnit = 10 ** listing.pairDecimals
  let kept = Number.NaN
  let from = 0
  let to = 0

  const hold = (minute: number) => {
    if (minute === kept) return
    from = minute === kept + 1 ? to : path(minute) * perUnit
    to = path(minute + 1) * perUnit
    kept = minute
  }
  return {
    best: (side, minute, slot) => {
      hold(minute)
      const roll = mix(word, minute * SLOTS + slot)
      const noise = 1 + (((roll >>> 8) & 0xffff) / 0x8000 - 1) * JITTER
      const middle = (from + ((to - from) * slot) / SLOTS) * noise
      const bid = Math.max(1, Math.floor(middle * (1 - HALF_SPREAD)))
      return side === 'bid' ? bid : bid + 1 + Math.floor(((roll & 0xff) / 128) * HALF_SPREAD * bid)
    },
  }
}
