import { attempt } from './attempt.ts'
import { bounded } from './bounded.ts'
import type { Clock } from './clock.ts'

/** One thing that must be done at its time, also after an eviction. */
export interface Duty {
  readonly name: string
  /** When it is next due, unix milliseconds; undefined while there is nothing to do. */
  dueAt(): number | undefined
  /** Does what is due. What it throws is reported and keeps no other duty from running. */
  run(now: number): Promise<void>
}

export interface Alarm {
  /**
   * Begins what is due, in the order of the duties, and waits for it, but never past the time at which another is due:
   * what takes longer goes on by itself. Re-arms itself before anything else. Never throws.
   */
  ring(): Promise<void>
  /** Something changed: the alarm is set for the earliest duty. */
  rearm(): void
}

interface AlarmDeps {
  /** In the order in which they run: the dead-man refresh first. */
  readonly duties: readonly Duty[]
  readonly clock: Clock
  /** Sets the object's one alarm. */
  readonly setAlarm: (at: number) => void
  /** A duty failed; nothing of the failure is told but its name. */
  readonly failed: (duty: string, now: number) => void
  readonly worked: (duty: string) => void
}

interface Run {
  readonly done: Promise<void>
  readonly until: number
}

/** If a duty fails or an alarm is lost, it rings again after this time at the latest while anything is due. */
const RETRY_MS = 20_000
/** The ring waits no longer: on the platform the next one does not come before it has ended. */
const RING_MS = 5_000
/** A duty that has not ended by then is given up: it counts as failed, and may be begun again beside what is left of it. */
const PATIENCE_MS = 180_000
/** A duty that failed is still due, and waits so long before it is run again. */
const HOLD_MS = 1_000

/** The object's one alarm, shared by everything that must be finer than a minute. */
export const createAlarm = ({ duties, clock, setAlarm, failed, worked }: AlarmDeps): Alarm => {
  const { now } = clock
  const held = new Map<Duty, number>()
  /** Begun by a ring, and neither over nor given up: never begun twice. */
  const running = new Map<Duty, Run>()

  // A duty that cannot be asked, the storage being gone, keeps no other from being done; it is asked again.
  const dueOf = (duty: Duty): number | undefined => {
    try {
      const due = duty.dueAt()
      return due === undefined ? undefined : Math.max(due, heldUntil(duty) ?? due)
    } catch {
      return now() + RETRY_MS
    }
  }

  // A wall clock that stepped back must not hold it for longer.
  const heldUntil = (duty: Duty): number | undefined => {
    const until = held.get(duty)
    return until !== undefined && until - now() <= HOLD_MS ? until : undefined
  }

  const nextDue = (): number | undefined => {
    const dues = duties.flatMap((duty) => running.get(duty)?.until ?? dueOf(duty) ?? [])
    return dues.length === 0 ? undefined : Math.min(...dues)
  }

  const rearm = (): void => {
    const next = nextDue() ?? (running.size > 0 ? now() + RETRY_MS : undefined)
    if (next !== undefined)
      setAlarm(Math.max(running.size > 0 ? Math.min(next, now() + RETRY_MS) : next, now() + 1))
  }

  const begin = (duty: Duty): void => {
    giveUp(duty)
    const due = dueOf(duty)
    if (running.has(duty) || due === undefined || due > now()) return
    const done = run(duty).finally(() => {
      if (running.get(duty)?.done === done) running.delete(duty)
      attempt(rearm)
    })
    running.set(duty, { done, until: now() + PATIENCE_MS })
  }

  const giveUp = (duty: Duty): void => {
    const run = running.get(duty)
    // A clock that stepped back must not give it longer.
    if (!run || (run.until > now() && run.until - now() <= PATIENCE_MS)) return
    running.delete(duty)
    attempt(() => failed(duty.name, now()))
  }

  const run = async (duty: Duty): Promise<void> => {
    try {
      await duty.run(now())
      held.delete(duty)
      attempt(() => worked(duty.name))
    } catch {
      held.set(duty, now() + HOLD_MS)
      attempt(() => failed(duty.name, now()))
    }
  }

  return {
    rearm,
    async ring() {
      // First of all the next ring: whatever happens below, or if we die in it, it comes.
      if (duties.some((duty) => dueOf(duty) !== undefined)) setAlarm(now() + RETRY_MS)
      for (const duty of duties) begin(duty)
      const patience = Math.min(RING_MS, (nextDue() ?? Number.POSITIVE_INFINITY) - now())
      await bounded(clock, patience, Promise.all([...running.values()].map(({ done }) => done)))
      rearm()
    },
  }
}
