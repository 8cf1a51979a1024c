import type { Bindings } from '../desk/bindings.ts'
import { listPaperAccounts } from '../store/paper-accounts.ts'

/** One thing that an account does by the clock; its logic lives in `exchange/`. */
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

// A paper account's book is its own: the journal cannot be far from it.
const PAPER_JOBS: readonly Job[] = [
  { name: 'watch', everyMinutes: 1 },
  { name: 'reconcile', everyMinutes: 5 },
  { name: 'risk', everyMinutes: 1 },
]

const MINUTE_MS = 60_000

/**
 * Asks the account objects for the jobs of one minute, the live one first. An object claims each as a lease, so a
 * repeated delivery does nothing; a job that cannot be asked for keeps no other from running. Throws if any could not.
 */
export const runJobs = async (bindings: Bindings, scheduledTime: number, jobs = JOBS): Promise<void> => {
  const minute = Math.floor(scheduledTime / MINUTE_MS)
  const live = runOf(bindings, 'live', jobs, minute)
  const failed = [...(await paperRuns(bindings, minute)), ...(await live)]
  if (failed.length > 0) throw new Error(`jobs failed: ${failed.join(', ')}`)
}

/**
 * The jobs of every paper account that was ever opened. The list is written with the token that opens one, so it is
 * complete without the accounts telling whether they have orders: waking an idle one costs less than a list that may be
 * wrong.
 */
const paperRuns = async (bindings: Bindings, minute: number): Promise<readonly string[]> => {
  try {
    const accounts = await listPaperAccounts(bindings.DB)
    return (await Promise.all(accounts.map((name) => runOf(bindings, name, PAPER_JOBS, minute)))).flat()
  } catch {
    return ['the list of paper accounts']
  }
}

/** Runs an account's jobs of this minute; answers the names of those that could not be asked for. */
const runOf = async (
  { ACCOUNT }: Bindings,
  account: string,
  jobs: readonly Job[],
  minute: number,
): Promise<readonly string[]> => {
  const due = jobs.filter(({ everyMinutes }) => minute % everyMinutes === 0)
  const runs = await Promise.allSettled(
    due.map(({ name }) => ACCOUNT.getByName(account).job(name, minute * MINUTE_MS)),
  )
  const failed = due.filter((_, at) => runs[at]?.status === 'rejected')
  return failed.map(({ name }) => (account === 'live' ? name : `${name} of ${account}`))
}
