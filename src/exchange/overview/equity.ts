import { beginningOf } from '../../domain/equity/periods.ts'
import {
  absolute,
  type Decimal,
  divide,
  fixed,
  isNegative,
  isPositive,
  isZero,
  multiply,
  subtract,
} from '../../domain/money.ts'
import type { ReadingFact } from '../../domain/risk/facts.ts'
import type { EquityLine } from '../overview.ts'
import { ACCOUNT, lineOf } from '../risk-check/documents.ts'
import type { KeptReading, Readings } from '../risk-check/readings.ts'

const DAY_MS = 24 * 3_600_000
const MOST_POINTS = 200
const CENTS = 2

/** The account's line of the last day, and what trading and prices made of it since the owner's midnight; no call. */
export const equityLine = (
  readings: Pick<Readings, 'from'>,
  reading: ReadingFact | undefined,
  { zone, now }: { readonly zone: string; readonly now: number },
): EquityLine | undefined => {
  if (!reading) return undefined
  const { currency, unpriced = [] } = reading
  const midnight = beginningOf('day', now, zone)
  const kept = readings.from(lineOf(ACCOUNT, currency), Math.min(midnight, now - DAY_MS))
  return {
    currency,
    unpriced,
    points: thinned(kept).map(({ at, equity }) => ({ at, equity: rounded(equity) })),
    sinceMidnight: changeOf(kept.filter(({ at }) => at >= midnight)),
  }
}

const changeOf = (today: readonly KeptReading[]): EquityLine['sinceMidnight'] => {
  const [opening, last] = [today[0], today.at(-1)]
  if (!opening || !last || !isPositive(opening.equity)) return undefined
  const change = subtract(last.result, opening.result)
  const percent = signed(change, divide(multiply(absolute(change), '100'), opening.equity, CENTS, 'half-up'))
  return { change: rounded(change), percent }
}

/** Every n-th point, and always the last. */
const thinned = (kept: readonly KeptReading[]): readonly KeptReading[] => {
  const step = Math.ceil(kept.length / MOST_POINTS)
  return kept.filter((_, at) => (kept.length - 1 - at) % step === 0)
}

const rounded = (amount: Decimal): Decimal => signed(amount, fixed(absolute(amount), CENTS, 'half-up'))

const signed = (of: Decimal, size: Decimal): Decimal => (isNegative(of) && !isZero(size) ? `-${size}` : size)
