import type { Duty } from './alarm.ts'
import type { States } from './states.ts'

/** One thing of each day. It answers whether more of it is left, to be done in a minute. */
export interface Daily {
  readonly name: string
  run(now: number): Promise<'done' | 'more'>
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** A run that fails is tried again then. */
const RETRY_MS = 10 * MINUTE_MS

/** Makes a duty of the alarm that is done once a day, also over evictions. */
export const daily = ({ name, run }: Daily, states: States, now: () => number): Duty => {
  const key = `next:${name}`
  return {
    name,
    dueAt() {
      const next = states.get(key)
      // A clock that stepped back would keep it waiting for longer than a day.
      return typeof next === 'number' && next - now() <= DAY_MS ? next : 0
    },
    async run(now) {
      states.set(key, now + RETRY_MS)
      const left = await run(now)
      states.set(key, now + (left === 'more' ? MINUTE_MS : DAY_MS))
    },
  }
}
