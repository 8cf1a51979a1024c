import type { Arrival } from './arrival.ts'
import { Dropped } from './dropped.ts'
import { answerCall, type Exchange } from './exchange.ts'
import type { Fault } from './faults.ts'
import { createHeldCalls } from './held.ts'
import { hidePlaced } from './hide.ts'
import { createTurns } from './turns.ts'
import type { UntilGone } from './waiting.ts'

const LATE_MS = 4_000
const HIDDEN_MS = 30_000
// A timer may wake a moment before the clock shows its time.
const SLACK_MS = 5

interface Surroundings {
  exchange(): Exchange
  now(): number
  sleep(ms: number): Promise<void>
}

/** Brings requests to the exchange one after another: once, twice, late, or with their orders hidden. */
export interface Delivery {
  carry(arrival: Arrival, fault: Fault | undefined, untilGone: UntilGone): Promise<Response>
  /** Carries out what is held and due; the clock may have been moved. */
  catchUp(): Promise<void>
  clear(): void
}

export const createDelivery = ({ exchange, now, sleep }: Surroundings): Delivery => {
  const held = createHeldCalls()
  const inTurn = createTurns()
  const settled = <T>(work: () => Promise<T>, slack = 0): Promise<T> =>
    inTurn(() => {
      held.catchUp(exchange(), now() + slack)
      return work()
    })
  const catchUp = async (slack = 0): Promise<void> => {
    if (held.size > 0) await settled(async () => undefined, slack)
  }
  const answer = async (arrival: Arrival) => answerCall(exchange(), arrival, now())

  const hidden = async (arrival: Arrival, ms: number) => {
    const placed = await answer(arrival)
    await hidePlaced(exchange().world, placed, now() + ms)
    return placed
  }
  const twice = async (arrival: Arrival) => {
    await answer(arrival)
    return answer(arrival)
  }
  const late = async (arrival: Arrival, ms: number) => {
    const kept = await settled(async () => held.hold(exchange(), arrival, now(), ms))
    void sleep(ms).then(() => catchUp(SLACK_MS))
    return kept
  }

  return {
    carry: async (arrival, fault, untilGone) => {
      switch (fault?.fault) {
        case 'late':
          return untilGone((await late(arrival, fault.ms ?? LATE_MS)).answer)
        case 'late_drop':
          await late(arrival, fault.ms ?? LATE_MS)
          throw new Dropped()
        case 'duplicate':
          return settled(() => twice(arrival))
        case 'hide':
          return settled(() => hidden(arrival, fault.ms ?? HIDDEN_MS))
        default:
          return settled(() => answer(arrival))
      }
    },
    catchUp,
    clear: held.clear,
  }
}
