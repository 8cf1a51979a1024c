import type { Alerts } from './alerts.ts'
import type { States } from './states.ts'

/** A job that fails once is tried again; at the third time in a row the owner is told, once until it works. */
const TELL_AT = 3

/** Counts failures in a row for each job, over evictions. */
export const createFailures = (states: States, alerts: Alerts) => {
  const nameOf = (job: string) => `failing:${job}`
  return {
    failed(job: string, now: number): void {
      const times = Number(states.get(nameOf(job)) ?? 0) + 1
      states.set(nameOf(job), times)
      if (times === TELL_AT) alerts.raise('job_failing', { job, times }, now)
    },
    worked(job: string): void {
      if (states.get(nameOf(job)) !== undefined) states.clear(nameOf(job))
    },
  }
}
