import { BreakwaterError } from '../domain/errors.ts'
import type { Duty } from './alarm.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import type { Answered, Body, Caller } from './exchange.ts'
import { isPending, type KillLatch } from './kill-latch.ts'
import { createPlan } from './kill-plan.ts'
import { createRuns } from './kill-runs.ts'
import { type WithdrawDeps, withdrawAll } from './kill-withdraw.ts'
import { killAnswer } from './kill-words.ts'

/** The answer comes within this time, verified or not. */
const ANSWER_WITHIN_MS = 19_000
/** A sweep of the alarm's own goes on for so long; the ring waits for less, since the dead-man refresh rings with it. */
const SWEEP_MS = 40_000
const RING_WAITS_MS = 5_000

export interface KillSwitch extends Duty {
  /** Stops everything; nothing but the token stands in its way. Never throws. */
  activate(reason: string, caller: Pick<Caller, 'tokenId'>): Promise<Answered>
  /**
   * Ends what runs, waits until nothing of it is on its way any more, and then runs `off`, which releases the latch.
   * Throws `refused` (kill_switch_on), with the latch as it was, if the switch was activated again meanwhile.
   */
  release(off: () => void): Promise<void>
}

interface KillDeps extends WithdrawDeps {
  readonly latch: KillLatch
  readonly body: Pick<Body, 'stop' | 'urgent' | 'withdraw'>
  readonly clock: Clock
  /** There may be something to do: the object's alarm must know. */
  readonly planned: () => void
}

/**
 * Latch, withdraw, cancel, hand the rest to Kraken's own timer, and look until nothing is open and nothing can arrive.
 * What is not verified in time goes on by the alarm, also after an eviction.
 */
export const createKillSwitch = (deps: KillDeps): KillSwitch => {
  const { latch, body, underWay, clock, planned } = deps
  const plan = createPlan({ latch, clock, planned })
  const runs = createRuns({ latch, body, underWay, clock, ended: plan.next })
  let activations = 0
  let releasing = 0

  return {
    name: 'kill-switch',
    async activate(reason, { tokenId }) {
      const until = clock.now() + ANSWER_WITHIN_MS
      activations++
      latch.on(reason, tokenId, clock.now())
      const withdrawn = withdrawAll(deps, tokenId)
      const { run, told } = runs.joinOrStart(until)
      plan.restart(until)
      await bounded(clock, until - clock.now(), told)
      return killAnswer(run.sweep, run.aftermath, withdrawn, latch.get())
    },
    async release(off) {
      const before = activations
      releasing++
      try {
        const ending = runs.now()
        ending?.run.cut()
        await ending?.swept
        if (activations !== before) throw activatedAgain()
        off()
      } finally {
        releasing--
        plan.next()
      }
    },
    dueAt: plan.dueAt,
    async run(now) {
      plan.hold(now + SWEEP_MS)
      if (!isPending(latch)) return plan.next()
      if (releasing > 0) return
      const { told } = runs.joinOrStart(now + SWEEP_MS)
      await bounded(clock, RING_WAITS_MS, told)
    },
  }
}

const activatedAgain = () =>
  new BreakwaterError(
    'refused',
    'kill_switch_on',
    'The kill switch was activated again while it was being released: it stays on.',
    { hint: 'Look who activated it (list_audit), then release it again.' },
  )
