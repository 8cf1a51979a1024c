import { isBreakwaterError } from '../../domain/errors.ts'
import type { Duty } from '../alarm.ts'
import { attempt } from '../attempt.ts'
import type { Clock } from '../clock.ts'
import type { PaperBook } from './book.ts'
import type { Looks } from './looks.ts'
import { createPauses } from './pauses.ts'
import { openPairs } from './state.ts'
import { nextMomentOf } from './timeline.ts'

interface PaperDutyDeps {
  readonly book: PaperBook
  readonly looks: Looks
  readonly clock: Pick<Clock, 'now'>
  readonly everyMs: number
}

/**
 * The alarm's share of a paper account: while orders are open, each of their pairs is looked at once in a while. A look
 * that fails comes again later, and goes on where the one before stopped: nothing is skipped. Without orders it sleeps.
 */
export const createPaperDuty = ({ book, looks, clock, everyMs }: PaperDutyDeps): Duty => {
  const pauses = createPauses(everyMs)

  // Nobody knows in a new life when the market was looked at last, nor by a clock that stepped back: at once is never wrong.
  const dueFor = (pair: string, now: number): number => {
    const at = looks.seen(pair)?.at
    return Math.max(at === undefined || at > now ? now : at + everyMs, pauses.until(pair, now))
  }

  /** What time alone makes due waits for a pair that may be looked at: then it takes effect in its place. */
  const momentDue = (moment: number | undefined, pairs: readonly string[], now: number): number => {
    if (moment === undefined) return Number.POSITIVE_INFINITY
    return Math.max(moment, Math.min(...pairs.map((pair) => pauses.until(pair, now))))
  }

  return {
    name: 'paper',
    dueAt() {
      const account = attempt(() => book.peek())
      if (!account) return undefined
      const now = clock.now()
      const pairs = openPairs(account)
      const due = Math.min(
        momentDue(nextMomentOf(account), pairs, now),
        ...pairs.map((pair) => dueFor(pair, now)),
      )
      return due === Number.POSITIVE_INFINITY ? undefined : due
    },
    async run(now) {
      // What time makes due looks at every pair: one that cannot be seen then is left alone for a while, like any other.
      const isMoment = (nextMomentOf(book.state()) ?? Number.POSITIVE_INFINITY) <= now
      const pairs = openPairs(book.state()).filter(
        (pair) => (isMoment ? pauses.until(pair, now) : dueFor(pair, now)) <= now,
      )
      try {
        await looks.look(pairs)
        for (const pair of pairs) pauses.worked(pair)
      } catch (caught) {
        for (const pair of pairs) {
          if ((looks.seen(pair)?.at ?? 0) >= now) pauses.worked(pair)
          else pauses.failed(pair, clock.now())
        }
        // A tape longer than one look has been read further: that is no failure.
        if (!isBreakwaterError(caught) || caught.code !== 'paper_behind') throw caught
      }
    },
  }
}
