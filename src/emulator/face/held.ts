import type { Admitted } from './admit.ts'
import type { Arrival } from './arrival.ts'
import { Dropped } from './dropped.ts'
import { admitCall, type Exchange, perform } from './exchange.ts'
import { seen } from './log.ts'

interface Held {
  readonly arrival: Arrival
  readonly admitted: Admitted
  readonly arrivedAt: number
  readonly dueAt: number
  answered(answer: Response): void
  dropped(why: Error): void
}

/** Calls that were let in and are carried out later, in simulated time. */
export interface HeldCalls {
  /** Lets a call in and keeps it for `ms`; its answer comes when it is carried out, or at once where it is refused. */
  hold(exchange: Exchange, arrival: Arrival, now: number, ms: number): { answer: Promise<Response> }
  /** Carries out what is due by `now`, each at its own moment. */
  catchUp(exchange: Exchange, now: number): void
  readonly size: number
  /** Forgets them all; who waits for an answer is cut off. */
  clear(): void
}

/**
 * Keeps calls back behind the door: nonce and signature are taken when a call comes, the deadline is judged when it is
 * carried out. So it lands after what overtook it, which is what makes a late order dangerous.
 */
export const createHeldCalls = (): HeldCalls => {
  let waiting: Held[] = []
  return {
    get size() {
      return waiting.length
    },
    hold: (exchange, arrival, now, ms) => {
      const admitted = admitCall(exchange, arrival, now)
      if (admitted instanceof Response) return { answer: Promise.resolve(admitted) }
      exchange.log.write({ ...seen(arrival, now), error: 'fault: late', processed: false })
      const answer = new Promise<Response>((answered, dropped) => {
        waiting.push({ arrival, admitted, arrivedAt: now, dueAt: now + ms, answered, dropped })
      })
      // Nobody may be waiting for it.
      answer.catch(() => undefined)
      return { answer }
    },
    catchUp: (exchange, now) => {
      const due = waiting.filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt)
      waiting = waiting.filter(({ dueAt }) => dueAt > now)
      for (const { arrival, admitted, arrivedAt, dueAt, answered } of due)
        answered(perform(exchange, arrival, admitted, dueAt, arrivedAt))
    },
    clear: () => {
      for (const { dropped } of waiting) dropped(new Dropped())
      waiting = []
    },
  }
}
