/** Sleeps with a timer that keeps no process alive. */
export const timer = (ms: number): Promise<void> =>
  new Promise((done) => {
    const waiting: { unref?: () => void } = setTimeout(done, ms)
    waiting.unref?.()
  })

/** Waits, unless the client goes away first. */
export const untilGone = (waiting: Promise<void>, { signal }: Request): Promise<void> =>
  Promise.race([
    waiting,
    new Promise<void>((_, gone) => signal?.addEventListener('abort', () => gone(signal.reason))),
  ])
