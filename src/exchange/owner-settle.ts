import { BreakwaterError } from '../domain/errors.ts'
import type { Answered } from './exchange.ts'
import { viewOf } from './intent.ts'
import type { JournalBook } from './journal-book.ts'

/** Looks go on for so long before anybody's word is taken for one. */
const LOOKS_MS = 60_000

/**
 * Settles by the owner's word what no look can settle. Throws `invalid` (unknown_intent) and `refused` (already_settled,
 * orders_unsettled while the first looks are made).
 */
export const settleByHand = (
  journal: JournalBook,
  { id, as, by }: { readonly id: string; readonly as: 'placed' | 'not_placed'; readonly by: string },
  now: number,
): Answered => {
  const intent = journal.get(id)
  if (!intent) throw unknownIntent()
  if (intent.state !== 'uncertain') throw notInDoubt(intent.state)
  if (now - (intent.sentAt ?? intent.intendedAt) < LOOKS_MS) throw tooSoon()
  journal.settledByHand(id, as, by, now)
  const settled = journal.get(id)
  return {
    result: settled ? viewOf(settled) : { id, state: as },
    note: 'This is your word, and no look has confirmed it.',
  }
}

const unknownIntent = () =>
  new BreakwaterError('invalid', 'unknown_intent', 'There is no intent of this id.', {
    hint: '`audit` and the answer of `release` name the ids.',
  })

const notInDoubt = (state: string) =>
  new BreakwaterError('refused', 'already_settled', `This intent is ${state}: nothing is in doubt.`, {
    hint: 'Only what is uncertain is settled by hand.',
  })

const tooSoon = () =>
  new BreakwaterError('refused', 'orders_unsettled', 'The exchange is still being looked at for this one.', {
    hint: 'Try again a minute after it was sent.',
    retryAfter: 30,
  })
