import type { Limit, Mandate } from '../mandate/mandate.ts'
import { type Decimal, isLess, isMore } from '../money.ts'
import type { ReadingFact } from '../risk/facts.ts'
import { PERIODS, type Period } from './periods.ts'

/** A limit that was reached, with what was found. */
export interface Crossing {
  readonly limit: 'loss' | 'drawdown' | 'margin_level'
  /** Absent for the margin level, which knows no period. */
  readonly period?: Period | undefined
  readonly allowed: Decimal
  readonly found: Decimal
}

/** Tells whether one of the mandates has a loss, drawdown or margin limit: only then is a reading needed. */
export const needsReading = (mandates: readonly Mandate[]): boolean =>
  mandates.some((mandate) => limitsOf(mandate).length > 0)

/** Tells whether one of the mandates limits the drawdown, which wants the ledger. */
export const limitsDrawdown = (mandate: Mandate): boolean =>
  limitsOf(mandate).some(({ limit }) => limit === 'drawdown')

/** Tells whether the mandate limits the loss of any period. */
export const limitsLoss = (mandate: Mandate): boolean =>
  limitsOf(mandate).some(({ limit }) => limit === 'loss')

/** Tells whether a bound of the margin level stands in the mandate. */
export const limitsMargin = (mandate: Mandate): boolean =>
  limitsOf(mandate).some(({ limit }) => limit === 'margin_level')

/** Which limits of a mandate a reading reaches: a loss or drawdown at the limit, a margin level below it. */
export const crossingsOf = (mandate: Mandate, reading: ReadingFact): readonly Crossing[] =>
  limitsOf(mandate).flatMap((one) => {
    const found = foundOf(one, reading)
    if (found === undefined) return []
    const isCrossed = one.limit === 'margin_level' ? isLess(found, one.allowed) : !isLess(found, one.allowed)
    return isCrossed ? [{ ...one, found }] : []
  })

type Set = Omit<Crossing, 'found'>

const limitsOf = (mandate: Mandate): readonly Set[] => {
  const { maxDayLoss, maxWeekLoss, maxMonthLoss, maxDrawdownPercent, minMarginLevelPercent } = mandate
  const losses = { day: maxDayLoss, week: maxWeekLoss, month: maxMonthLoss }
  const periods = (limit: 'loss' | 'drawdown', by: { readonly [P in Period]?: Limit | undefined }) =>
    PERIODS.flatMap((period) => {
      const allowed = numberIn(by[period])
      return allowed === undefined ? [] : [{ limit, period, allowed }]
    })
  const level = numberIn(minMarginLevelPercent)
  return [
    ...periods('loss', losses),
    ...periods('drawdown', maxDrawdownPercent ?? {}),
    ...(level === undefined ? [] : [{ limit: 'margin_level' as const, allowed: level }]),
  ]
}

const numberIn = (limit: Limit | undefined): Decimal | undefined => (limit === 'none' ? undefined : limit)

const foundOf = ({ limit, period }: Set, reading: ReadingFact): Decimal | undefined => {
  if (limit === 'margin_level') return reading.marginLevelPercent
  const course = period && reading[period]
  if (!course) return undefined
  // A loss or drawdown of nothing has not reached a limit of zero.
  const found = limit === 'loss' ? course.loss : course.drawdownPercent
  return isMore(found, '0') ? found : undefined
}
