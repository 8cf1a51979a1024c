import type { Market } from '../call.ts'
import { findAsset } from './assets.ts'
import { LISTINGS } from './pairs.ts'
import type { Shocks } from './path.ts'
import { createVenue, type Venue } from './venue.ts'

const DAY_MS = 86_400_000
const STEP_DAYS = 128
const LEAST_DAYS = 368

/**
 * Where a market's records begin: a fixed day, at least 368 and at most 496 days ago, so that a year of daily candles exists.
 * The market itself has no beginning: what is recorded never changes, old records are dropped 128 days at a time.
 */
export const recordsBegin = (now: number): number =>
  Math.max(0, Math.floor((now / DAY_MS - LEAST_DAYS) / STEP_DAYS)) * STEP_DAYS * DAY_MS

/** A seeded market with every listing: a simulation, a pure function of seed and time; nobody's money is counted here. */
export const createMarket = (seed: string, shocks?: Shocks): Market => {
  const venues = new Map<string, Venue>()
  const pairs = new Map(LISTINGS.map((listing) => [listing.key, listing]))
  const names = new Map(
    LISTINGS.flatMap((one) => [one.symbol, one.altname, one.key].map((name) => [name, one])),
  )

  const venue = (key: string): Venue => {
    const open = venues.get(key)
    if (open) return open
    const listing = pairs.get(key)
    if (!listing) throw new RangeError(`no pair ${key}`)
    const made = createVenue(seed, listing, shocks)
    venues.set(key, made)
    return made
  }

  return {
    pairs,
    find: (name) => names.get(name),
    asset: findAsset,
    book: (key, now) => venue(key).book(now),
    last: (key, now) => venue(key).last(now),
    prints: (key, after, until) => venue(key).prints(Math.max(after, recordsBegin(until)), until),
    venue,
  }
}
