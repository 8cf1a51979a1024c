import {
  absolute,
  add,
  type Decimal,
  divide,
  fixed,
  isLess,
  isPositive,
  multiply,
  subtract,
} from '../money.ts'
import type { PairRules } from '../precision.ts'

/** What a position may lose or cost; amounts in the quote, `fee` a share of each trade's cost. */
export interface Terms {
  readonly entry: Decimal
  readonly fee: Decimal
  /** Where the position would be closed at a loss; none where its cost is bounded instead. */
  readonly stop?: Decimal | undefined
}

/** What bounds a volume, and the volume it allows. */
export interface Bound {
  readonly by: string
  readonly volume: Decimal
}

/** The volume that the pair takes, and the bound that made it so small. */
export interface Sized {
  readonly volume: Decimal
  readonly boundBy: string
  /** Where nothing can be ordered: the minimum that forbids it, in the base or, for the cost, in the quote. */
  readonly minimum?: Decimal
}

// More than any pair's lots have.
const PLACES = 18

/** What one unit of the base loses at the stop, the fees of both trades among it. */
export const lossPerUnit = ({ entry, fee }: Terms, stop: Decimal): Decimal =>
  add(absolute(subtract(entry, stop)), multiply(add(entry, stop), fee))

/** risk / (|entry − stop| + entry·fee + stop·fee). */
export const volumeForRisk = (risk: Decimal, terms: Terms, stop: Decimal): Decimal =>
  divide(risk, lossPerUnit(terms, stop), PLACES)

/** How much of the base a budget buys, its fee among it. */
export const volumeForCost = (budget: Decimal, { entry, fee }: Terms): Decimal =>
  divide(budget, multiply(entry, add('1', fee)), PLACES)

/** Kelly's share of the equity, W − (1 − W)/R; zero or less where there is no edge. Source: Kelly, 1956. */
export const kellyShare = (winRate: Decimal, payoff: Decimal): Decimal =>
  subtract(winRate, divide(subtract('1', winRate), payoff, PLACES, 'up'))

/** The smallest of the bounds, floored to the pair's lots; zero where that is below what the pair takes. */
export const sized = (bounds: readonly [Bound, ...Bound[]], entry: Decimal, rules: PairRules): Sized => {
  const least = bounds.reduce((a, b) => (isLess(b.volume, a.volume) ? b : a))
  const volume = fixed(isPositive(least.volume) ? least.volume : '0', rules.lotDecimals, 'down')
  if (!isPositive(least.volume)) return { volume: '0', boundBy: least.by }
  const { orderMin, costMin } = rules
  if (orderMin !== undefined && isLess(volume, orderMin))
    return { volume: '0', boundBy: 'order_minimum', minimum: orderMin }
  if (costMin !== undefined && isLess(multiply(volume, entry), costMin))
    return { volume: '0', boundBy: 'cost_minimum', minimum: costMin }
  return isPositive(volume) ? { volume, boundBy: least.by } : { volume: '0', boundBy: 'lot_decimals' }
}
