import { isBreakwaterError } from '../../domain/errors.ts'
import type { Duty } from '../alarm.ts'
import { attempt } from '../attempt.ts'
import type { Clock } from '../clock.ts'
import type { PaperBook } from './book.ts'
import type { Looks } from './looks.ts'
import { createPauses } from './pauses.ts'
import { openPairs, type PaperState } from './state.ts'
import { momentOn } from './timeline.ts'

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

  /** What time alone makes due on a pair waits until the pair may be looked at: then it takes effect in its place. */
  const momentDue = (account: PaperState, pair: string, now: number): number =>
    Math.max(momentOn(account, pair) ?? Number.POSITIVE_INFINITY, pauses.until(pair, now))

  const dueOn = (account: PaperState, pair: string, now: number): number =>
    Math.min(momentDue(account, pair, now), dueFor(pair, now))

  return {
    name: 'paper',
    dueAt() {
      const account = attempt(() => book.peek())
      if (!account) return undefined
      const now = clock.now()
      const due = Math.min(
        account.deadMan ?? Number.POSITIVE_INFINITY,
        ...openPairs(account).map((pair) => dueOn(account, pair, now)),
      )
      return due === Number.POSITIVE_INFINITY ? undefined : due
    },
    async run(now) {
      const account = book.state()
      const pairs = openPairs(account).filter((pair) => dueOn(account, pair, now) <= now)
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
