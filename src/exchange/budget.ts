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

export interface Budget {
  /** Waits briefly until the call fits, and charges it. Throws `busy` (rate_budget) with the second at which it fits. */
  take(endpoint: Endpoint, params: Params): Promise<void>
  /** Charges a stop without ever holding it up. */
  note(endpoint: Endpoint): void
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

  const msUntil = (endpoint: Endpoint, params: Params): number => {
    const now = clock.now()
    const pair = pairOf(params)
    const engine = pair ? msUntilFits(engineOf(pair), rules.engine, enginePoints(endpoint, params), now) : 0
    return Math.max(msUntilFits(rest, forOthers, endpoint.cost.counter, now), engine)
  }

  const chargeAll = (endpoint: Endpoint, params: Params): void => {
    const now = clock.now()
    rest = charge(rest, rules.rest, endpoint.cost.counter, now)
    const pair = pairOf(params)
    if (pair) keep(pair, charge(engineOf(pair), rules.engine, enginePoints(endpoint, params), now))
  }

  return {
    async take(endpoint, params) {
      const giveUpAt = clock.now() + BUDGET_PATIENCE_MS
      for (let ms = msUntil(endpoint, params); ms > 0; ms = msUntil(endpoint, params)) {
        if (clock.now() + ms > giveUpAt) throw overBudget(ms)
        await sleep(clock, ms)
      }
      chargeAll(endpoint, params)
    },
    note(endpoint) {
      rest = charge(rest, rules.rest, endpoint.cost.counter, clock.now())
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

// How old an order is only Kraken knows for certain, so the points for young orders are left out.
const OLD = Number.POSITIVE_INFINITY

const enginePoints = ({ cost, effect }: Endpoint, params: Params): number => {
  if (!cost.engine || effect === 'cancel') return 0
  return engineCost(cost.engine, Array.isArray(params.orders) ? params.orders.map(() => OLD) : [OLD])
}

const overBudget = (ms: number) =>
  new BreakwaterError('busy', 'rate_budget', 'Kraken would reject this call for its rate; it was not sent.', {
    hint: 'Wait that many seconds, then send it again. Cancels are not held up by this.',
    retryAfter: Math.ceil(ms / 1000),
  })
