import type { Clock } from './clock.ts'

/** Waits for `work` no longer than `ms`; undefined if it takes longer or fails. What it comes to later is nobody's answer. */
export const bounded = <T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    const clear = clock.after(Math.max(0, ms), () => resolve(undefined))
    const finish = (done: T | undefined) => {
      clear()
      resolve(done)
    }
    work.then(finish, () => finish(undefined))
  })
