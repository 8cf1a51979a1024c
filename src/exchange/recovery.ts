import { BreakwaterError } from '../domain/errors.ts'
import { attempt } from './attempt.ts'

/** Whether what an earlier life left in the middle has been marked. */
export interface Recovery {
  /** Tries it now if it was not done yet; answers whether it is. Never throws. */
  isDone(): boolean
  /** Throws `unavailable` (journal_unread) while it could not be done: new orders could repeat what is in doubt. */
  mustBeDone(): void
}

/** Does `work` at wake-up, and where the storage fails then, again whenever it is asked for; `late` follows the second kind. */
export const createRecovery = (work: () => void, late: () => void): Recovery => {
  const tried = (): boolean =>
    attempt(() => {
      work()
      return true
    }) === true
  let isDone = tried()
  const recovery: Recovery = {
    isDone() {
      if (isDone) return true
      isDone = tried()
      if (isDone) attempt(late)
      return isDone
    },
    mustBeDone() {
      if (!recovery.isDone()) throw unread()
    },
  }
  return recovery
}

const unread = () =>
  new BreakwaterError(
    'unavailable',
    'journal_unread',
    'The journal could not be read since the account woke up: only stops and reads work. Nothing was sent.',
    { hint: 'It is tried again with every call; try again in a few seconds.', retryAfter: 5 },
  )
