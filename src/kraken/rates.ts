import type { Cost } from './endpoint.ts'

export const TIERS = ['starter', 'intermediate', 'pro'] as const
export type Tier = (typeof TIERS)[number]

/** A counter that calls raise up to `max` and time lowers by `perSecond` points. */
export interface Decay {
  readonly max: number
  readonly perSecond: number
}

/** The limits of one tier: the key's REST counter, the matching engine's counter and the open orders of each pair. */
export interface TierRates {
  readonly rest: Decay
  readonly engine: Decay
  readonly openOrders: number
}

/** Kraken's limits by verification tier. Source: Kraken's pages on API and trading rate limits. */
export const RATES: Readonly<Record<Tier, TierRates>> = {
  starter: { rest: { max: 15, perSecond: 0.33 }, engine: { max: 60, perSecond: 1 }, openOrders: 60 },
  intermediate: { rest: { max: 20, perSecond: 0.5 }, engine: { max: 125, perSecond: 2.34 }, openOrders: 80 },
  pro: { rest: { max: 20, perSecond: 1 }, engine: { max: 180, perSecond: 3.75 }, openOrders: 225 },
}

type Action = NonNullable<Cost['engine']>

interface Charge {
  /** Points for each call, or for each order of a batch. */
  readonly fixed: number
  /** Further points for an order younger than so many seconds, youngest first. */
  readonly young: readonly (readonly [seconds: number, points: number])[]
}

const CANCEL: Charge = {
  fixed: 0,
  young: [
    [5, 8],
    [10, 6],
    [15, 5],
    [45, 4],
    [90, 2],
    [300, 1],
  ],
}

const CHARGES: Readonly<Record<Action, Charge>> = {
  add: { fixed: 1, young: [] },
  'add-batch': { fixed: 0.5, young: [] },
  amend: {
    fixed: 1,
    young: [
      [5, 3],
      [10, 2],
      [15, 1],
    ],
  },
  edit: {
    fixed: 1,
    young: [
      [5, 6],
      [10, 5],
      [15, 4],
      [45, 2],
      [90, 1],
    ],
  },
  cancel: CANCEL,
  'cancel-batch': CANCEL,
}

/** The points that an action adds because its order is young; age in seconds since creation or the last amend. */
export const agePenalty = (action: Action, ageSeconds: number): number =>
  CHARGES[action].young.find(([seconds]) => ageSeconds < seconds)?.[1] ?? 0

/** What an action costs on the pair's engine counter, given the age in seconds of each order that it touches. */
export const engineCost = (action: Action, agesSeconds: readonly number[]): number =>
  agesSeconds.reduce((points, age) => points + CHARGES[action].fixed + agePenalty(action, age), 0)
