import { BreakwaterError } from '../domain/errors.ts'
import { type Aftermath, readAftermath } from './aftermath.ts'
import type { Duty } from './alarm.ts'
import type { Approvals } from './approvals/approvals.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import type { Answered, Body, Caller } from './exchange.ts'
import type { JournalBook } from './journal-book.ts'
import type { KillLatch } from './kill-latch.ts'
import { killAnswer } from './kill-words.ts'
import { createSweeper, type Leave, type Sweep } from './sweep.ts'
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
  /**
   * Ends what runs, waits until nothing of it is on its way any more, and then runs `off`, which releases the latch.
   * Throws `refused` (kill_switch_on), with the latch as it was, if the switch was activated again meanwhile.
   */
  release(off: () => void): Promise<void>
}

interface KillDeps {
  readonly latch: KillLatch
  readonly body: Pick<Body, 'stop' | 'urgent' | 'withdraw'>
  readonly arrivals: Arrivals
  readonly approvals: Pick<Approvals, 'withdrawOf'>
  readonly journal: Pick<JournalBook, 'wishCancelled'>
  readonly underWay: UnderWay
  readonly clock: Clock
  /** There may be something to do: the object's alarm must know. */
  readonly planned: () => void
}

/** One run of the switch, as far as it has come. */
interface Run {
  readonly sweep: Sweep
  /** How many orders were cancelled when the aftermath was last read. */
  gathered: number
  aftermath: Aftermath
  isCut: boolean
  /** Ends its pauses. */
  cut(): void
  readonly wasCut: Promise<void>
}

interface Running {
  readonly run: Run
  /** The sweep is over: nothing more leaves. */
  readonly swept: Promise<void>
  /** What it left behind has been read, too. */
  readonly told: Promise<void>
}

/**
 * Latch, withdraw, cancel, hand the rest to Kraken's own timer, and look until nothing is open and nothing can arrive.
 * What is not verified in time goes on by the alarm, also after an eviction.
 */
export const createKillSwitch = (deps: KillDeps): KillSwitch => {
  const { latch, body, arrivals, approvals, journal, underWay, clock, planned } = deps
  const sweeper = createSweeper({ body, underWay, clock })
  let running: Running | undefined
  let activations = 0
  let releasing = 0
  let tries = 0
  let dueAt: number | undefined = isPending(latch) ? clock.now() : undefined

  const withdrawAll = (by: string): number => {
    const everything = () => true
    arrivals.stopped(everything, clock.now())
    const asked = approvals.withdrawOf('everybody', 'kill_switch_on', by)
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
    return taken.length + asked
  }

  const gather = async (run: Run): Promise<void> => {
    const { sweep, gathered } = run
    if (sweep.cancelled === gathered) return
    run.gathered = sweep.cancelled
    run.aftermath = { ...run.aftermath, ...(await readAftermath(body, sweep.from)) }
  }

  // Once the owner has released the switch, nothing more is cancelled.
  const leaveOf = (run: Run, until: number): Leave => {
    const isOn = () => !run.isCut && isPending(latch)
    return {
      isOn,
      goesOn: (at) => at < until && isOn(),
      rest: async (ms) => void (await bounded(clock, ms, run.wasCut)),
    }
  }

  const sweep = async (run: Run, until: number): Promise<void> => {
    const leave = leaveOf(run, until)
    await sweeper(run.sweep, latch.get()?.at ?? clock.now(), leave, () => gather(run))
    if (run.sweep.verified && leave.isOn()) latch.verified(run.sweep.cancelled, clock.now())
  }

  const start = (until: number): Running => {
    const run = aRun(clock.now())
    const swept = sweep(run, until)
      .catch(() => undefined)
      .then(() => {
        if (running?.run === run) running = undefined
        plan()
      })
    const told = swept.then(() => gather(run)).catch(() => undefined)
    running = { run, swept, told }
    return running
  }

  // What is being put off, or has verified what was there before, is not joined.
  const joinable = (): Running | undefined =>
    running && !running.run.isCut && !running.run.sweep.verified ? running : undefined

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
      activations++
      latch.on(reason, tokenId, clock.now())
      const withdrawn = withdrawAll(tokenId)
      tries = 0
      const { run, told } = joinable() ?? start(until)
      dueAt = until
      planned()
      await bounded(clock, until - clock.now(), told)
      return killAnswer(run.sweep, run.aftermath, withdrawn, latch.get())
    },
    async release(off) {
      const before = activations
      releasing++
      try {
        const ending = running
        ending?.run.cut()
        await ending?.swept
        if (activations !== before) throw activatedAgain()
        off()
      } finally {
        releasing--
        plan()
      }
    },
    // A wall clock that stepped back must not hold it up.
    dueAt: () => (dueAt !== undefined && dueAt - clock.now() > LONGEST_MS ? clock.now() : dueAt),
    async run(now) {
      dueAt = now + SWEEP_MS
      if (!isPending(latch)) return plan()
      if (releasing > 0) return
      const { told } = joinable() ?? start(now + SWEEP_MS)
      await bounded(clock, RING_WAITS_MS, told)
    },
  }
}

const aRun = (now: number): Run => {
  let end = () => {}
  const wasCut = new Promise<void>((resolve) => {
    end = resolve
  })
  const run: Run = {
    sweep: { cancelled: 0, openOrders: undefined, verified: false, from: now },
    gathered: -1,
    aftermath: {},
    isCut: false,
    cut() {
      run.isCut = true
      end()
    },
    wasCut,
  }
  return run
}

/** Nothing of it is due later than this. */
const LONGEST_MS = 60_000
const UNSAVED_MS = 20_000

const isPending = (latch: KillLatch): boolean => {
  const latched = latch.get()
  return latched !== undefined && latched.verifiedAt === undefined
}

const activatedAgain = () =>
  new BreakwaterError(
    'refused',
    'kill_switch_on',
    'The kill switch was activated again while it was being released: it stays on.',
    { hint: 'Look who activated it (list_audit), then release it again.' },
  )
