import { BreakwaterError, isBreakwaterError } from '../domain/errors.ts'
import { increases } from './increase.ts'
import type { JournalBook } from './journal-book.ts'
import type { Approved } from './rails.ts'

/** Throws `busy` (pair_unsettled) where a call would increase a pair on which something is in doubt. */
export const mustNotIncreaseDoubt = (
  journal: JournalBook,
  { endpoint, params }: Pick<Approved, 'endpoint' | 'params'>,
): void => {
  const pair = increases(endpoint, params)
  if (pair !== undefined && journal.uncertain().some((intent) => intent.pair === pair))
    throw pairUnsettled(pair)
}

export const isPairUnsettled = (failure: unknown): boolean =>
  isBreakwaterError(failure) && failure.code === 'pair_unsettled'

export const pairUnsettled = (pair: string) =>
  new BreakwaterError(
    'busy',
    'pair_unsettled',
    `An earlier order on ${pair} is still in doubt; this one was not sent.`,
    {
      hint: 'Look with list_intents (state uncertain); reducing orders and cancels are not held back.',
      retryAfter: 15,
    },
  )
