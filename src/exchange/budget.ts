import { BreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { engineCost } from '../kraken/rates.ts'
import { type Clock, sleep } from './clock.ts'
import { type Counter, type CounterRule, charge, emptyCounter, msUntilFits } from './counter.ts'

/** How long a call may wait here for its budget before the caller hears `busy` instead. */
export const BUDGET_PATIENCE_MS = 3_000
/** Points of the REST counter that are kept for stops. */
export const STOP_RESERVE = 3
/** How many pairs' engine counters are remembered; the least recently used goes first. */
const PAIRS = 200

export interface BudgetRules {
  readonly rest: CounterRule
  /** The matching engine's counter, one for each pair. */
  readonly engine: CounterRule
}

/** An order that a call touches: its pair, and how long ago it was placed, in seconds. */
export interface Touched {
  readonly pair: string
  readonly ageSeconds: number
}

export interface Budget {
  /** Waits briefly until the call fits, and charges it. Throws `busy` (rate_budget) with the second at which it fits. */
  take(endpoint: Endpoint, params: Params, touched?: readonly Touched[]): Promise<void>
  /** Charges a stop without ever holding it up. */
  note(endpoint: Endpoint, touched?: readonly Touched[]): void
  /** Kraken itself refused for its rate: takes the counter as full. */
  saturate(endpoint: Endpoint, params: Params): void
}

/** Keeps Kraken's rate counters beside Kraken, so that a call that would be rejected is not sent. */
export const createBudget = (rules: BudgetRules, clock: Clock): Budget => {
  let rest = emptyCounter(clock.now())
  const forOthers: CounterRule = { ...rules.rest, max: rules.rest.max - STOP_RESERVE }
  const engines = new Map<string, Counter>()

  const engineOf = (pair: string): Counter => engines.get(pair) ?? emptyCounter(clock.now())

  const keep = (pair: string, counter: Counter): void => {
    engines.delete(pair)
    engines.set(pair, counter)
    const [oldest] = engines.keys()
    if (engines.size > PAIRS && oldest !== undefined) engines.delete(oldest)
  }

  const chargeEngine = (points: ReadonlyMap<string, number>): void => {
    const now = clock.now()
    for (const [pair, more] of points) keep(pair, charge(engineOf(pair), rules.engine, more, now))
  }

  const msUntil = (endpoint: Endpoint, points: ReadonlyMap<string, number>): number => {
    const now = clock.now()
    const waits = [...points].map(([pair, more]) => msUntilFits(engineOf(pair), rules.engine, more, now))
    return Math.max(msUntilFits(rest, forOthers, endpoint.cost.counter, now), ...waits)
  }

  return {
    async take(endpoint, params, touched = []) {
      const points = enginePoints(endpoint, [...added(endpoint, params), ...touched])
      const giveUpAt = clock.now() + BUDGET_PATIENCE_MS
      for (let ms = msUntil(endpoint, points); ms > 0; ms = msUntil(endpoint, points)) {
        if (clock.now() + ms > giveUpAt) throw overBudget(ms)
        await sleep(clock, ms)
      }
      rest = charge(rest, rules.rest, endpoint.cost.counter, clock.now())
      chargeEngine(points)
    },
    note(endpoint, touched = []) {
      rest = charge(rest, rules.rest, endpoint.cost.counter, clock.now())
      chargeEngine(enginePoints(endpoint, touched))
    },
    saturate(endpoint, params) {
      const now = clock.now()
      const pair = pairOf(params)
      if (endpoint.cost.engine && pair) keep(pair, { level: rules.engine.max, at: now })
      else rest = { level: rules.rest.max, at: now }
    },
  }
}

const pairOf = (params: Params): string | undefined =>
  typeof params.pair === 'string' ? params.pair : undefined

/** The orders that a call adds; what is not there yet is of no age. */
const added = (endpoint: Endpoint, params: Params): readonly Touched[] => {
  const pair = pairOf(params)
  if (!pair || !endpoint.cost.engine?.startsWith('add')) return []
  const orders: readonly unknown[] = Array.isArray(params.orders) ? params.orders : [params]
  return orders.map(() => ({ pair, ageSeconds: 0 }))
}

const enginePoints = ({ cost }: Endpoint, touched: readonly Touched[]): ReadonlyMap<string, number> => {
  const { engine } = cost
  if (!engine) return new Map()
  const pairs = new Set(touched.map(({ pair }) => pair))
  const agesOn = (pair: string) =>
    touched.filter((one) => one.pair === pair).map(({ ageSeconds }) => ageSeconds)
  return new Map([...pairs].map((pair) => [pair, engineCost(engine, agesOn(pair))]))
}

const overBudget = (ms: number) =>
  new BreakwaterError('busy', 'rate_budget', 'Kraken would reject this call for its rate; it was not sent.', {
    hint: 'Wait that many seconds, then send it again. Cancels are not held up by this.',
    retryAfter: Math.ceil(ms / 1000),
  })
