import { KrakenRefusal } from '../call.ts'
import type { Tier } from '../world.ts'
import type { AccountState } from './account.ts'

/** A pair's counter as it stood at `at` (unix milliseconds). */
export interface Counter {
  readonly value: number
  readonly at: number
}

interface Limits {
  readonly threshold: number
  readonly decayPerSecond: number
  readonly openOrders: number
}

/** Kraken's matching-engine limits by tier, per pair. Source: Kraken's page on trading rate limits. */
const LIMITS: Readonly<Record<Tier, Limits>> = {
  starter: { threshold: 60, decayPerSecond: 1, openOrders: 60 },
  intermediate: { threshold: 125, decayPerSecond: 2.34, openOrders: 80 },
  pro: { threshold: 180, decayPerSecond: 3.75, openOrders: 225 },
  unlimited: { threshold: Number.MAX_VALUE, decayPerSecond: 1, openOrders: Number.MAX_SAFE_INTEGER },
}

// [younger than so many seconds, points], first match counts. The age is counted from creation or the last amend.
const PENALTIES = {
  amend: [
    [5, 3],
    [10, 2],
    [15, 1],
  ],
  edit: [
    [5, 6],
    [10, 5],
    [15, 4],
    [45, 2],
    [90, 1],
  ],
  cancel: [
    [5, 8],
    [10, 6],
    [15, 5],
    [45, 4],
    [90, 2],
    [300, 1],
  ],
} as const satisfies Record<string, readonly (readonly [number, number])[]>

/** What acting on an order of this age costs on top of the fixed price. */
export const penalty = (action: keyof typeof PENALTIES, ageMs: number): number =>
  PENALTIES[action].find(([seconds]) => ageMs < seconds * 1000)?.[1] ?? 0

/** Charges a pair's counter. Over the threshold the call is refused and not charged; what `always` passes is charged all the same. */
export const charge = (
  account: AccountState,
  tier: Tier,
  pair: string,
  points: number,
  now: number,
  always?: 'always',
): void => {
  const value = Math.max(0, counterNow(account, tier, pair, now)) + points
  if (always === undefined && value > LIMITS[tier].threshold)
    throw new KrakenRefusal('EOrder:Rate limit exceeded')
  account.counters[pair] = { value, at: now }
}

const counterNow = (account: AccountState, tier: Tier, pair: string, now: number): number => {
  const counter = account.counters[pair]
  if (counter === undefined) return 0
  return counter.value - (LIMITS[tier].decayPerSecond * Math.max(0, now - counter.at)) / 1000
}

/** Refuses an order more than the tier allows to be open on a pair. */
export const checkOpenOrders = (account: AccountState, tier: Tier, pair: string, more: number): void => {
  const open = Object.values(account.orders).filter((order) => order.terms.pair === pair).length
  if (open + more > LIMITS[tier].openOrders) throw new KrakenRefusal('EOrder:Orders limit exceeded')
}
