import { readAftermath } from './aftermath.ts'
import type { Clock } from './clock.ts'
import type { Body } from './exchange.ts'
import type { KillLatch } from './kill-latch.ts'
import { aRun, leaveOf, type Run } from './kill-run.ts'
import { createSweeper } from './sweep.ts'
import type { UnderWay } from './under-way.ts'

interface RunsDeps {
  readonly latch: KillLatch
  readonly body: Pick<Body, 'stop' | 'urgent'>
  readonly underWay: UnderWay
  readonly clock: Clock
  /** A run's sweep is over. */
  readonly ended: () => void
}

/** A run under way. */
export interface Running {
  readonly run: Run
  /** The sweep is over: nothing more leaves. */
  readonly swept: Promise<void>
  /** What it left behind has been read, too. */
  readonly told: Promise<void>
}

/** The kill switch's runs: one at a time, which all who want one share. */
export interface Runs {
  /** `until`: how long a new one may go on, unix milliseconds. */
  joinOrStart(until: number): Running
  now(): Running | undefined
}

export const createRuns = ({ latch, body, underWay, clock, ended }: RunsDeps): Runs => {
  const sweeper = createSweeper({ body, underWay, clock })
  let running: Running | undefined

  const gather = async (run: Run): Promise<void> => {
    const { sweep, gathered } = run
    if (sweep.cancelled === gathered) return
    run.gathered = sweep.cancelled
    run.aftermath = { ...run.aftermath, ...(await readAftermath(body, sweep.from)) }
  }

  const sweep = async (run: Run, until: number): Promise<void> => {
    const leave = leaveOf(run, until, { latch, clock })
    await sweeper(run.sweep, latch.get()?.at ?? clock.now(), leave, () => gather(run))
    if (run.sweep.verified && leave.isOn()) latch.verified(run.sweep.cancelled, clock.now())
  }

  const start = (until: number): Running => {
    const run = aRun(clock.now())
    const swept = sweep(run, until)
      .catch(() => undefined)
      .then(() => {
        if (running?.run === run) running = undefined
        ended()
      })
    const told = swept.then(() => gather(run)).catch(() => undefined)
    running = { run, swept, told }
    return running
  }

  return {
    // What is being put off, or has verified what was there before, is not joined.
    joinOrStart: (until) =>
      running && !running.run.isCut && !running.run.sweep.verified ? running : start(until),
    now: () => running,
  }
}
