/** Time as the rooms below the border see it; the account object and the tests bring a real one. */
export interface Clock {
  /** Unix milliseconds. May step back; whoever needs order must not trust it. */
  now(): number
  /** Calls back once after `ms`; the returned function takes the wish back. */
  after(ms: number, then: () => void): () => void
  /** A signal that aborts after `ms`. */
  timeout(ms: number): AbortSignal
}

/** Resolves after `ms`. */
export const sleep = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve)
  })
