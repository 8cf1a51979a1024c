import { BreakwaterError } from '../domain/errors.ts'
import type { Clock } from './clock.ts'

/** No answer is further away; where it seems to be, the wall clock has stepped back since its time was reckoned. */
const FURTHEST_MS = 20_000

/** How long to wait until an answer is due, at a time of the wall clock (unix milliseconds); no more where that clock has stepped back. */
export const waitUntil = (clock: Pick<Clock, 'now'>, until: number): number => {
  const left = until - clock.now()
  return left > FURTHEST_MS ? 0 : Math.max(0, left)
}

/** What `work` came to, or undefined if `until` (unix milliseconds) came first; then nobody hears of it any more. */
export const inTime = <T>(
  clock: Clock,
  until: number,
  work: Promise<T>,
): Promise<{ readonly value: T } | undefined> =>
  new Promise((resolve, reject) => {
    const clear = clock.after(waitUntil(clock, until), () => resolve(undefined))
    work.finally(clear).then((value) => resolve({ value }), reject)
  })

/** The error for an acting call that was still waiting here when its answer was due. */
export const waitedTooLong = () =>
  new BreakwaterError('busy', 'queue_full', 'The call waited too long for its turn; it was not sent.', {
    hint: 'Wait, then send it again. Cancels are not held up by this.',
    retryAfter: 5,
  })
