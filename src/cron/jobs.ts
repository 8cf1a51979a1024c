import type { Bindings } from '../desk/bindings.ts'

/** One thing that the account does by the clock; its logic lives in `exchange/`. */
export interface Job {
  readonly name: string
  /** It runs in minutes that this divides. */
  readonly everyMinutes: number
}

/** Everything that runs by the clock, in the order in which it is asked for. */
export const JOBS: readonly Job[] = [
  // The watchdog of the object's own alarm: what is due is done even if an alarm was lost.
  { name: 'watch', everyMinutes: 1 },
  { name: 'reconcile', everyMinutes: 1 },
  // The object itself knows whether a limit wants a reading of this minute.
  { name: 'risk', everyMinutes: 1 },
]

const MINUTE_MS = 60_000

/**
 * Asks the account object for the jobs of one minute. The object claims each as a lease, so a repeated delivery does
 * nothing; a job that cannot be asked for keeps no other from running. Throws if any could not.
 */
export const runJobs = async (
  { ACCOUNT }: Bindings,
  scheduledTime: number,
  jobs: readonly Job[] = JOBS,
): Promise<void> => {
  const minute = Math.floor(scheduledTime / MINUTE_MS)
  const due = jobs.filter(({ everyMinutes }) => minute % everyMinutes === 0)
  const runs = await Promise.allSettled(
    due.map(({ name }) => ACCOUNT.getByName('live').job(name, minute * MINUTE_MS)),
  )
  const failed = due.filter((_, at) => runs[at]?.status === 'rejected').map(({ name }) => name)
  if (failed.length > 0) throw new Error(`jobs failed: ${failed.join(', ')}`)
}
