import { CancelAllOrdersAfter } from '../kraken/endpoints/trading/cancelling.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Arms } from './arms.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import type { Halts } from './dead-man-halts.ts'
import type { Hearing } from './dead-man-hearing.ts'
import { CALL_MS, notYet, REFRESH_MS, RETRY_MS } from './dead-man-times.ts'
import type { Body } from './exchange.ts'
import { metAnothersNonce } from './says.ts'

interface TimerDeps {
  readonly arms: Pick<Arms, 'timeout'>
  readonly body: Pick<Body, 'stop'>
  /** While the kill switch works, Kraken's timer is its own. */
  readonly isHeld: () => boolean
  readonly halts: Pick<Halts, 'suspended'>
  readonly hearing: Pick<Hearing, 'heard' | 'unheard'>
  readonly clock: Clock
  readonly planned: () => void
}

/** Kraken's timer, set to what the arms say. */
export interface Timer {
  apply(): Promise<Reply | undefined>
  /** Somebody else is setting it: what is under way here must not be said again after it. */
  overtaken(): void
  /** When it is to be set again, unix milliseconds. */
  nextAt(): number
}

export const createTimer = (deps: TimerDeps): Timer => {
  const { arms, body, isHeld, halts, hearing, clock, planned } = deps
  // After an eviction nobody knows when it was refreshed last: at once is never wrong.
  let nextAt = 0
  /** Of all that set the timer, the one that was begun last says what it is. */
  let newest = 0

  const set = (timeout: number): Promise<Reply | undefined> =>
    bounded(clock, CALL_MS, body.stop(CancelAllOrdersAfter, { timeout }, undefined, CALL_MS - 1_000))

  const apply = async (triesLeft = 1): Promise<Reply | undefined> => {
    const wanted = arms.timeout()
    if (isHeld()) {
      nextAt = clock.now() + RETRY_MS
      planned()
      return undefined
    }
    const mine = ++newest
    nextAt = clock.now() + REFRESH_MS
    const reply = await set(halts.suspended() ? 0 : (wanted ?? 0))
    // Whatever came of it, the newer one says what the timer is.
    if (mine !== newest) return reply
    // Overtaken on the way, it was not heard. It is never sent again as it was: by now another may be wanted.
    if (triesLeft > 0 && reply && metAnothersNonce(reply)) return apply(triesLeft - 1)
    const isHeard = reply?.kind === 'result'
    nextAt = clock.now() + (isHeard ? REFRESH_MS : RETRY_MS)
    if (isHeard) hearing.heard()
    else if (wanted !== undefined && !halts.suspended()) hearing.unheard(wanted)
    planned()
    return reply
  }

  return {
    apply: () => apply(),
    overtaken() {
      newest++
      nextAt = clock.now() + RETRY_MS
      planned()
    },
    nextAt: () => (notYet(nextAt, REFRESH_MS, clock.now()) ? nextAt : Math.min(nextAt, clock.now())),
  }
}
