/** Sleeps with a timer that keeps no process alive. */
export const timer = (ms: number): Promise<void> =>
  new Promise((done) => {
    const waiting: { unref?: () => void } = setTimeout(done, ms)
    waiting.unref?.()
  })

/** Waits for something on behalf of one client, who may go away first. */
export type UntilGone = <T>(waiting: Promise<T>) => Promise<T>

export const untilGone =
  ({ signal }: Request): UntilGone =>
  (waiting) =>
    Promise.race([
      waiting,
      new Promise<never>((_, gone) => {
        if (signal?.aborted) gone(signal.reason)
        signal?.addEventListener('abort', () => gone(signal.reason))
      }),
    ])
