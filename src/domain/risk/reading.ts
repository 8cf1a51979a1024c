import type { Bound, Facts, ReadingFact } from './facts.ts'
import { isFresh, READING_FRESH_MS } from './freshness.ts'

export const PERIODS = ['day', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]

/** What the risk check last found of a bound, at most 3 minutes old. */
export const readingFor = ({ reading }: Bound, facts: Facts): ReadingFact | undefined => {
  const found = reading ?? facts.reading
  return found && isFresh(found.at, facts.now, READING_FRESH_MS) ? found : undefined
}
