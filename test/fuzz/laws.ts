import type { Outcome } from '../../src/domain/matching/draft.ts'
import type { MatchEvent } from '../../src/domain/matching/engine.ts'
import type { MatchState } from '../../src/domain/matching/state.ts'
import { createDepthLaw } from './depth-law.ts'
import { fillLaws } from './fill-laws.ts'
import { moneyLaws } from './money-laws.ts'

/** One thing that happened: what was before, what it was, and what came of it. */
export interface Happening {
  readonly before: MatchState
  readonly event: MatchEvent
  readonly after: Outcome
}

/** Watches one account's life and tells of each law that an event broke. */
export const createLaws = (): ((happening: Happening) => readonly string[]) => {
  const depthLaw = createDepthLaw()
  return (happening) => [...moneyLaws(happening), ...fillLaws(happening), ...depthLaw(happening)]
}
