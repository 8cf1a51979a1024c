import type { Clock } from '../../src/exchange/clock.ts'

/** One life of an account object: what it waits for ends with it. */
export interface Life {
  readonly clock: Clock
  readonly fetch: typeof fetch
  /** From now on no timer fires and no answer arrives; what it sent runs on outside. */
  end(): void
}

export const aLife = (clock: Clock, network: typeof fetch): Life => {
  let isOver = false
  const timers = new Set<() => void>()
  return {
    clock: {
      now: clock.now,
      after(ms, then) {
        const clear = clock.after(ms, () => {
          timers.delete(clear)
          then()
        })
        timers.add(clear)
        return () => {
          timers.delete(clear)
          clear()
        }
      },
    },
    fetch: (input, init) =>
      new Promise((answered, failed) => {
        network(input, init).then(
          (answer) => isOver || answered(answer),
          (reason) => isOver || failed(reason),
        )
      }),
    end() {
      isOver = true
      for (const clear of timers) clear()
      timers.clear()
    },
  }
}
