import type { Aftermath } from './aftermath.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'
import { isPending, type KillLatch } from './kill-latch.ts'
import type { Leave, Sweep } from './sweep.ts'

/** One run of the kill switch, as far as it has come. */
export interface Run {
  readonly sweep: Sweep
  /** How many orders were cancelled when the aftermath was last read. */
  gathered: number
  aftermath: Aftermath
  isCut: boolean
  /** Ends its pauses. */
  cut(): void
  readonly wasCut: Promise<void>
}

/** A run that begins now; unix milliseconds. */
export const aRun = (now: number): Run => {
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

interface LeaveDeps {
  readonly latch: KillLatch
  readonly clock: Clock
}

/** How far a run may go: until that moment (unix milliseconds), or until the owner has released the switch. */
export const leaveOf = (run: Run, until: number, { latch, clock }: LeaveDeps): Leave => {
  const isOn = () => !run.isCut && isPending(latch)
  return {
    isOn,
    goesOn: (at) => at < until && isOn(),
    rest: async (ms) => void (await bounded(clock, ms, run.wasCut)),
  }
}
