import type { Clock } from '../../src/exchange/clock.ts'

export interface TestClock extends Clock {
  /** Work that is under way outside: time stands still until it is done or sleeps. */
  readonly outside: Set<{ working: boolean }>
  /** Lets everything run that can run without time passing. */
  settle(): Promise<void>
  /** Moves time on, firing what falls due on the way, in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>
  /** Sets the time without firing anything, as a clock that is corrected does. */
  jump(ms: number): void
}

interface Timer {
  readonly at: number
  readonly fire: () => void
}

/** A clock that stands still until a test moves it. Timers run on their own time, which `jump` does not touch. */
export const aClock = (start = 1_790_000_000_000): TestClock => {
  let elapsed = 0
  let wall = start
  const timers = new Set<Timer>()
  const outside = new Set<{ working: boolean }>()
  const isQuiet = () => ![...outside].some(({ working }) => working)

  /** Ten quiet turns in a row: promises, WebCrypto and streams have all come to rest. */
  const settle = async () => {
    for (let quiet = 0; quiet < 10; quiet = isQuiet() ? quiet + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve))
  }

  const after = (ms: number, fire: () => void) => {
    const timer = { at: elapsed + ms, fire }
    timers.add(timer)
    return () => void timers.delete(timer)
  }

  const nextDue = (until: number) =>
    [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]

  const moveTo = (moment: number) => {
    wall += moment - elapsed
    elapsed = moment
  }

  return {
    outside,
    settle,
    now: () => wall,
    after,
    async advance(ms) {
      const until = elapsed + ms
      await settle()
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer)
        moveTo(Math.max(elapsed, timer.at))
        timer.fire()
        await settle()
      }
      moveTo(until)
      await settle()
    },
    jump(ms) {
      wall += ms
    },
  }
}
