import type { Clock } from './clock.ts'
import { isPending, type KillLatch } from './kill-latch.ts'

/** Pauses between the alarm's sweeps, while zero open orders are not verified. */
const PAUSES_MS = [1_000, 5_000, 15_000, 60_000]
/** Nothing of it is due later than this. */
const LONGEST_MS = 60_000
const UNSAVED_MS = 20_000

interface PlanDeps {
  readonly latch: KillLatch
  readonly clock: Pick<Clock, 'now'>
  /** There may be something to do: the object's alarm must know. */
  readonly planned: () => void
}

/** When the alarm looks after the kill switch next. */
export interface KillPlan {
  /** Something has ended: the next sweep after a pause that grows, or the latch's next writing, or nothing. */
  next(): void
  /** The switch was activated: pauses are short again. Unix milliseconds. */
  restart(at: number): void
  /** A ring is at work until then. */
  hold(at: number): void
  dueAt(): number | undefined
}

export const createPlan = ({ latch, clock, planned }: PlanDeps): KillPlan => {
  let tries = 0
  let dueAt: number | undefined = isPending(latch) ? clock.now() : undefined
  return {
    next() {
      if (isPending(latch)) {
        const pause = PAUSES_MS[Math.min(tries++, PAUSES_MS.length - 1)] ?? 0
        dueAt = clock.now() + pause
      } else {
        tries = 0
        dueAt = latch.save() ? undefined : clock.now() + UNSAVED_MS
      }
      planned()
    },
    restart(at) {
      tries = 0
      dueAt = at
      planned()
    },
    hold(at) {
      dueAt = at
    },
    // A wall clock that stepped back must not hold it up.
    dueAt: () => (dueAt !== undefined && dueAt - clock.now() > LONGEST_MS ? clock.now() : dueAt),
  }
}
