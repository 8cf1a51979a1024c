/** Time as the rooms below the border see it; the account object and the tests bring a real one. */
export interface Clock {
  /** Unix milliseconds. May step back; whoever needs order must not trust it. */
  now(): number
  /** Calls back once after `ms`; the returned function takes the wish back. */
  after(ms: number, then: () => void): () => void
}

/**
 * Runs `work` with a signal that aborts after `ms`. The timer is taken back when the work is done, since a pending one
 * would keep an account object awake. `work` is called in this very turn.
 */
export const within = <T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController()
  const clear = clock.after(ms, () => controller.abort())
  try {
    return work(controller.signal).finally(clear)
  } catch (thrown) {
    clear()
    throw thrown
  }
}

/** Resolves after `ms`. */
export const sleep = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve)
  })
