import type { Bindings } from '../desk/bindings.ts'

/** One thing that is done each minute. `scheduledTime` is the minute it is for, in unix milliseconds. */
export interface Job {
  readonly name: string
  run(bindings: Bindings, scheduledTime: number): Promise<void>
}

/** Everything that runs by the clock. */
export const JOBS: readonly Job[] = [
  {
    // The watchdog of the object's own alarm: what is due is done even if an alarm was lost.
    name: 'wake-account',
    run: async ({ ACCOUNT }) => void (await ACCOUNT.getByName('live').tick()),
  },
]

/** Runs every job of one minute; one that fails does not keep the others from running. Throws if any failed. */
export const runJobs = async (
  bindings: Bindings,
  scheduledTime: number,
  jobs: readonly Job[] = JOBS,
): Promise<void> => {
  const runs = await Promise.allSettled(jobs.map((job) => job.run(bindings, scheduledTime)))
  const failed = jobs.filter((_, at) => runs[at]?.status === 'rejected').map(({ name }) => name)
  if (failed.length > 0) throw new Error(`jobs failed: ${failed.join(', ')}`)
}
