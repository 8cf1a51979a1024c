import { Refused } from '../../domain/matching/refused.ts'
import { RATES } from '../rates.ts'
import type { AccountState } from './account.ts'
import type { Habits } from './habits.ts'

/** A pair's counter as it stood at `at` (unix milliseconds). */
export interface Counter {
  readonly value: number
  readonly at: number
}

/** Charges a pair's counter. Over the threshold the call is refused and not charged; what `always` passes is charged all the same. */
export const charge = (
  account: AccountState,
  tier: Habits['tier'],
  pair: string,
  points: number,
  now: number,
  always?: 'always',
): void => {
  if (tier === 'unlimited') return
  const { max, perSecond } = RATES[tier].engine
  const value = decayed(account.counters[pair], perSecond, now) + points
  if (always === undefined && value > max) throw new Refused('EOrder:Rate limit exceeded')
  account.counters[pair] = { value, at: now }
}

const decayed = (counter: Counter | undefined, perSecond: number, now: number): number =>
  counter === undefined ? 0 : Math.max(0, counter.value - (perSecond * Math.max(0, now - counter.at)) / 1000)

/** Refuses an order more than the tier allows to be open on a pair. */
export const checkOpenOrders = (
  account: AccountState,
  tier: Habits['tier'],
  pair: string,
  more: number,
): void => {
  if (tier === 'unlimited') return
  const open = Object.values(account.orders).filter((order) => order.terms.pair === pair).length
  if (open + more > RATES[tier].openOrders) throw new Refused('EOrder:Orders limit exceeded')
}
