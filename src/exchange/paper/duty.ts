import { isBreakwaterError } from '../../domain/errors.ts'
import type { Duty } from '../alarm.ts'
import { attempt } from '../attempt.ts'
import type { Clock } from '../clock.ts'
import type { PaperBook } from './book.ts'
import type { Looks } from './looks.ts'
import { openPairs } from './state.ts'
import { nextMomentOf } from './timeline.ts'

interface PaperDutyDeps {
  readonly book: PaperBook
  readonly looks: Looks
  readonly clock: Pick<Clock, 'now'>
  readonly everyMs: number
}

/** A market that does not answer is asked half as often each time, down to this. */
const SLOWEST_MS = 5 * 60_000
/** What time alone makes due is not tried more often than this. */
const LEAST_MS = 2_000

/**
 * The alarm's share of a paper account: while orders are open, each of their pairs is looked at once in a while. A look
 * that fails comes again later, and goes on where the one before stopped: nothing is skipped. Without orders it sleeps.
 */
export const createPaperDuty = ({ book, looks, clock, everyMs }: PaperDutyDeps): Duty => {
  let pauseMs = everyMs
  // Nobody knows in a new life when the market was looked at last: at once is never wrong.
  let notBefore = 0

  const nextLook = (pairs: readonly string[], now: number): number =>
    Math.min(...pairs.map((pair) => (looks.seen(pair)?.at ?? now - everyMs) + everyMs))

  return {
    name: 'paper',
    dueAt() {
      const account = attempt(() => book.peek())
      if (!account) return undefined
      const now = clock.now()
      const pairs = openPairs(account)
      const moment = nextMomentOf(account) ?? Number.POSITIVE_INFINITY
      const due = Math.min(moment, pairs.length > 0 ? nextLook(pairs, now) : Number.POSITIVE_INFINITY)
      if (due === Number.POSITIVE_INFINITY) return undefined
      // What is further away than it was ever put was put there before the wall clock stepped back.
      return notBefore - now > SLOWEST_MS ? due : Math.max(due, notBefore)
    },
    async run(now) {
      notBefore = now + LEAST_MS
      const account = book.state()
      const pairs = openPairs(account).filter((pair) => (looks.seen(pair)?.at ?? 0) + everyMs <= now)
      try {
        await looks.look(pairs)
        pauseMs = everyMs
      } catch (caught) {
        if (isBreakwaterError(caught) && caught.code === 'paper_behind') {
          // It has come further, and goes on from there.
          notBefore = clock.now() + everyMs
          return
        }
        pauseMs = Math.min(SLOWEST_MS, pauseMs * 2)
        notBefore = clock.now() + pauseMs
        throw caught
      }
    },
  }
}
