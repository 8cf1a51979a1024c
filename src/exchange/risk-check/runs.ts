import type { Ask } from './ask.ts'
import type { createCheck } from './check.ts'
import type { Standings } from './standings.ts'

/** Readings of the account, and what follows from each; both answer whether one could be taken. */
export interface Runs {
  once(ask: Ask): Promise<boolean>
  /** For whom somebody waits: it does not join the background's, which may wait for its share. Never throws. */
  now(): Promise<boolean>
}

interface RunsDeps {
  readonly check: ReturnType<typeof createCheck>
  readonly standings: Pick<Standings, 'all'>
  readonly sweepHeld: () => Promise<void>
  /** Asks at once. */
  readonly asking: Ask
}

export const createRuns = ({ check, standings, sweepHeld, asking }: RunsDeps): Runs => {
  let running: Promise<boolean> | undefined

  const once = async (ask: Ask): Promise<boolean> => {
    const isRead = await check(ask, standings.all())
    await sweepHeld()
    return isRead
  }

  return {
    once,
    now() {
      running ??= once(asking)
        .catch(() => false)
        .finally(() => {
          running = undefined
        })
      return running
    },
  }
}
