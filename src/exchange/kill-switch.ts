import { type Aftermath, readAftermath } from './aftermath.ts'
import type { Duty } from './alarm.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import type { Answered, Body, Caller } from './exchange.ts'
import type { JournalBook } from './journal-book.ts'
import type { KillLatch } from './kill-latch.ts'
import { killAnswer } from './kill-words.ts'
import { createSweeper, type Sweep } from './sweep.ts'
import type { UnderWay } from './under-way.ts'

/** The answer comes within this time, verified or not. */
const ANSWER_WITHIN_MS = 19_000
/** A sweep of the alarm's own goes on for so long; the ring waits for less, since the dead-man refresh rings with it. */
const SWEEP_MS = 40_000
const RING_WAITS_MS = 5_000
/** Pauses between the alarm's sweeps, while zero open orders are not verified. */
const PAUSES_MS = [1_000, 5_000, 15_000, 60_000]

export interface KillSwitch extends Duty {
  /** Stops everything; nothing but the token stands in its way. Never throws. */
  activate(reason: string, caller: Pick<Caller, 'tokenId'>): Promise<Answered>
}

interface KillDeps {
  readonly latch: KillLatch
  readonly body: Pick<Body, 'stop' | 'urgent' | 'withdraw'>
  readonly arrivals: Arrivals
  readonly journal: Pick<JournalBook, 'wishCancelled'>
  readonly underWay: UnderWay
  readonly clock: Clock
  /** There may be something to do: the object's alarm must know. */
  readonly planned: () => void
}

/** One run of the switch, as far as it has come. */
interface Run {
  readonly sweep: Sweep
  aftermath: Aftermath
}

/**
 * Latch, withdraw, cancel, hand the rest to Kraken's own timer, and look until nothing is open and nothing can arrive.
 * What is not verified in time goes on by the alarm, also after an eviction.
 */
export const createKillSwitch = (deps: KillDeps): KillSwitch => {
  const { latch, body, arrivals, journal, underWay, clock, planned } = deps
  const sweeper = createSweeper({ body, underWay, clock })
  let running: { run: Run; done: Promise<void> } | undefined
  let tries = 0
  let dueAt: number | undefined = isPending(latch) ? clock.now() : undefined

  const withdrawAll = (by: string): number => {
    const everything = () => true
    arrivals.stopped(everything, clock.now())
    const taken = [...arrivals.withdraw(everything), ...body.withdraw(everything)]
    attempt(() =>
      journal.wishCancelled(
        (underWay.rows() ?? [])
          .filter(({ clientOrderId }) => clientOrderId !== undefined)
          .map(({ id }) => id),
        by,
        clock.now(),
      ),
    )
    return taken.length
  }

  const work = async (run: Run, until: number): Promise<void> => {
    const { sweep } = run
    let gathered = -1
    const gather = async () => {
      if (sweep.cancelled === gathered) return
      gathered = sweep.cancelled
      run.aftermath = { ...run.aftermath, ...(await readAftermath(body, sweep.from)) }
    }
    // Once the owner has released the switch, nothing more is cancelled.
    const goesOn = (at: number) => at < until && isPending(latch)
    await sweeper(sweep, latch.get()?.at ?? clock.now(), goesOn, async () => {
      noteVerified(sweep)
      await gather()
    })
    noteVerified(sweep)
    await gather()
  }

  const noteVerified = ({ verified, cancelled }: Sweep): void => {
    if (verified && isPending(latch)) latch.verified(cancelled, clock.now())
  }

  const start = (until: number) => {
    const run: Run = {
      sweep: { cancelled: 0, openOrders: undefined, verified: false, from: clock.now() },
      aftermath: {},
    }
    const done = work(run, until)
      .catch(() => undefined)
      .then(() => {
        running = undefined
        plan()
      })
    running = { run, done }
    return running
  }

  const plan = (): void => {
    if (isPending(latch)) {
      const pause = PAUSES_MS[Math.min(tries++, PAUSES_MS.length - 1)] ?? 0
      dueAt = clock.now() + pause
    } else {
      tries = 0
      dueAt = latch.save() ? undefined : clock.now() + UNSAVED_MS
    }
    planned()
  }

  return {
    name: 'kill-switch',
    async activate(reason, { tokenId }) {
      const until = clock.now() + ANSWER_WITHIN_MS
      latch.on(reason, tokenId, clock.now())
      const withdrawn = withdrawAll(tokenId)
      tries = 0
      // A sweep that is under way has not verified anything yet, or is made again by the alarm.
      const { run, done } = running ?? start(until)
      dueAt = until
      planned()
      await bounded(clock, until - clock.now(), done)
      return killAnswer(run.sweep, run.aftermath, withdrawn)
    },
    dueAt: () => dueAt,
    async run(now) {
      dueAt = now + SWEEP_MS
      if (!isPending(latch)) return plan()
      const { done } = running ?? start(now + SWEEP_MS)
      await bounded(clock, RING_WAITS_MS, done)
    },
  }
}

const UNSAVED_MS = 20_000

const isPending = (latch: KillLatch): boolean => {
  const latched = latch.get()
  return latched !== undefined && latched.verifiedAt === undefined
}
