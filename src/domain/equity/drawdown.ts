import { type Decimal, divide, isPositive, larger, multiply, smaller, subtract } from '../money.ts'
import type { PeriodFact } from '../risk/facts.ts'

/** How a period went: with what result it began, the highest value per unit in it, and both as they are now. */
export interface Course {
  readonly opening: Decimal
  readonly high: Decimal
  readonly result: Decimal
  readonly perUnit: Decimal
}

export const NO_LOSS: PeriodFact = { loss: '0', drawdownPercent: '0' }

const PLACES = 6

/** The loss since the period began, and the fall from its high in percent, 0 to 100, rounded up. */
export const periodOf = ({ opening, high, result, perUnit }: Course): PeriodFact => ({
  loss: larger('0', subtract(opening, result)),
  drawdownPercent: drawdownOf(larger(high, perUnit), perUnit),
})

/** The worse of two, each figure by itself. */
export const stricter = (a: PeriodFact, b: PeriodFact): PeriodFact => ({
  loss: larger(a.loss, b.loss),
  drawdownPercent: larger(a.drawdownPercent, b.drawdownPercent),
})

const drawdownOf = (high: Decimal, now: Decimal): Decimal => {
  if (!isPositive(high)) return '0'
  return smaller('100', divide(multiply(subtract(high, larger('0', now)), '100'), high, PLACES, 'up'))
}
