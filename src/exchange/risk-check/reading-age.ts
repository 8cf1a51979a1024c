import { limitsMargin } from '../../domain/equity/limits.ts'
import { READING_FRESH_MS } from '../../domain/risk/freshness.ts'
import type { Clock } from '../clock.ts'
import type { Standings } from './standings.ts'
import type { Stored } from './stored.ts'

/** How far the newest reading lies from now, milliseconds; without one, for ever. */
export const ageAt = (stored: Pick<Stored, 'reading'>, now: number): number => {
  const reading = stored.reading()
  return reading ? Math.abs(now - reading.at) : Number.POSITIVE_INFINITY
}

interface OutdatedDeps {
  readonly stored: Pick<Stored, 'reading'>
  readonly standings: Pick<Standings, 'all'>
  readonly clock: Pick<Clock, 'now'>
}

/** Whether the newest reading cannot be judged on any more. */
export const isOutdated = ({ stored, standings, clock }: OutdatedDeps): boolean => {
  if (ageAt(stored, clock.now()) > READING_FRESH_MS) return true
  // A reading from before a margin limit was set has not asked for the level.
  return stored.reading()?.asksMargin !== true && standings.all().some(({ mandate }) => limitsMargin(mandate))
}
