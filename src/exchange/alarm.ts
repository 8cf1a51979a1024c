import { attempt } from './attempt.ts'

/** One thing that must be done at its time, also after an eviction. */
export interface Duty {
  readonly name: string
  /** When it is next due, unix milliseconds; undefined while there is nothing to do. */
  dueAt(): number | undefined
  /** Does what is due. What it throws is reported and keeps no other duty from running. */
  run(now: number): Promise<void>
}

export interface Alarm {
  /** Runs what is due, in the order of the duties; re-arms itself before anything else. Never throws. */
  ring(): Promise<void>
  /** Something changed: the alarm is set for the earliest duty. */
  rearm(): void
}

interface AlarmDeps {
  /** In the order in which they run: the dead-man refresh first. */
  readonly duties: readonly Duty[]
  readonly now: () => number
  /** Sets the object's one alarm. */
  readonly setAlarm: (at: number) => void
  /** A duty failed; nothing of the failure is told but its name. */
  readonly failed: (duty: string, now: number) => void
  readonly worked: (duty: string) => void
}

/** If a duty fails or an alarm is lost, it rings again after this time at the latest while anything is due. */
const RETRY_MS = 20_000
/** A duty that failed is still due, and waits so long before it is run again. */
const HOLD_MS = 1_000

/** The object's one alarm, shared by everything that must be finer than a minute. */
export const createAlarm = ({ duties, now, setAlarm, failed, worked }: AlarmDeps): Alarm => {
  const held = new Map<Duty, number>()

  // A duty that cannot be asked, the storage being gone, keeps no other from being done; it is asked again.
  const dueOf = (duty: Duty): number | undefined => {
    try {
      const due = duty.dueAt()
      return due === undefined ? undefined : Math.max(due, held.get(duty) ?? due)
    } catch {
      return now() + RETRY_MS
    }
  }

  const rearm = (): void => {
    const dues = duties.flatMap((duty) => dueOf(duty) ?? [])
    if (dues.length > 0) setAlarm(Math.max(Math.min(...dues), now() + 1))
  }

  const runDuty = async (duty: Duty): Promise<void> => {
    const due = dueOf(duty)
    if (due === undefined || due > now()) return
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
      for (const duty of duties) await runDuty(duty)
      rearm()
    },
  }
}
