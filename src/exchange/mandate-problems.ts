import { BreakwaterError } from '../domain/errors.ts'
import type { Mandate } from '../domain/mandate/mandate.ts'
import { type MandateProblem, problemLines } from '../domain/mandate/parse.ts'
import { liftsEverything } from '../domain/mandate/presets.ts'
import type { Settings } from './settings.ts'

/** What keeps a mandate from being given to a token with these scopes on this exchange. */
export const problemsOn = (
  exchange: Settings['exchange'],
  mandate: Mandate,
  scopes: readonly string[],
): readonly MandateProblem[] => {
  const isOpen = liftsEverything(mandate)
  return [
    ...(exchange === 'kraken' && isOpen ? [NEVER_OPEN] : []),
    ...(scopes.includes('raw') && !isOpen ? [NEVER_RAW] : []),
  ]
}

const NEVER_OPEN = { field: '', problem: 'lifts every limit, which it never may on the real exchange' }
const NEVER_RAW = {
  field: '',
  problem: 'sets limits, and orders of a token with the scope raw would pass by all of them',
}

/** Throws `invalid` (invalid_mandate) with every problem in words. */
export const refuseAny = (problems: readonly MandateProblem[]): void => {
  if (problems.length === 0) return
  throw new BreakwaterError('invalid', 'invalid_mandate', problemLines(problems).join(' '), {
    hint: 'docs/mandates.md has every field.',
    details: { problems },
  })
}
