import type { Clock } from '../exchange/clock.ts'

/** The real clock. */
export const worldClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}
