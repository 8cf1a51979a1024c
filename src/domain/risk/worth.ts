import { type Decimal, divide, isPositive, multiply } from '../money.ts'
import type { Facts, QuoteFact } from './facts.ts'
import { isFresh, QUOTE_FRESH_MS } from './freshness.ts'

/**
 * What one unit of an asset costs in a currency, at worst: bought at the ask, or paid for at the bid, over the shortest
 * path of fresh quotes; stable coins are converted like everything else. Undefined where no path is.
 */
export type RateOf = (asset: string, currency: string) => Decimal | undefined

const PLACES = 20

interface Step {
  readonly to: string
  readonly rate: () => Decimal
}

/** Prepares conversions for one judgement; each rate is worked out once. */
export const createRates = (facts: Pick<Facts, 'quotes' | 'now'>): RateOf => {
  const known = new Map<string, Decimal | undefined>()
  let steps: ReadonlyMap<string, readonly Step[]> | undefined
  return (asset, currency) => {
    if (asset === currency) return '1'
    const key = `${asset} ${currency}`
    if (!known.has(key)) {
      steps ??= stepsOf(facts)
      known.set(key, shortest(steps, asset, currency))
    }
    return known.get(key)
  }
}

const stepsOf = ({ quotes, now }: Pick<Facts, 'quotes' | 'now'>): ReadonlyMap<string, readonly Step[]> => {
  const steps = new Map<string, Step[]>()
  const put = (from: string, step: Step) => {
    const known = steps.get(from)
    if (known) known.push(step)
    else steps.set(from, [step])
  }
  for (const quote of quotes) {
    if (!isUsable(quote, now)) continue
    put(quote.base, { to: quote.quote, rate: () => quote.ask })
    put(quote.quote, { to: quote.base, rate: () => divide('1', quote.bid, PLACES, 'up') })
  }
  return steps
}

const isUsable = ({ at, bid, ask }: QuoteFact, now: number): boolean =>
  isFresh(at, now, QUOTE_FRESH_MS) && isPositive(bid) && isPositive(ask)

const shortest = (
  steps: ReadonlyMap<string, readonly Step[]>,
  from: string,
  to: string,
): Decimal | undefined => {
  const reached = new Map<string, Decimal>([[from, '1']])
  for (const [asset, rate] of reached) {
    // A Map is walked in the order in which things were put in, also while it grows: nearest first.
    for (const step of steps.get(asset) ?? [])
      if (!reached.has(step.to)) reached.set(step.to, multiply(rate, step.rate()))
    if (reached.has(to)) break
  }
  return reached.get(to)
}
