import { Refused } from '../../domain/matching/refused.ts'
import { advance } from '../../kraken/trading/advance.ts'
import type { Market } from '../call.ts'
import { HANDLERS } from '../endpoints/handlers.ts'
import type { World } from '../world.ts'
import { type Admitted, admit } from './admit.ts'
import type { Arrival } from './arrival.ts'
import { errorOf, resultOf, zipOf } from './envelope.ts'
import { type Log, seen } from './log.ts'
import { checkStatus } from './status-gate.ts'

/** The exchange behind the door: where calls are carried out and written down. */
export interface Exchange {
  readonly world: World
  readonly market: Market
  readonly log: Log
}

/** Answers one request on Kraken's own paths, at `now`, and writes it into the log. */
export const answerCall = (exchange: Exchange, arrival: Arrival, now: number): Response => {
  const admitted = admitCall(exchange, arrival, now)
  return admitted instanceof Response ? admitted : perform(exchange, arrival, admitted, now)
}

/** Lets a request in, or answers it with what keeps it out. */
export const admitCall = ({ world, log }: Exchange, arrival: Arrival, now: number): Admitted | Response => {
  try {
    return admit(world, arrival, now)
  } catch (caught) {
    return refused(log, arrival, caught, false, now)
  }
}

/** Carries out a call that was let in, at `now`; `arrivedAt` is when it came, where it was held since. */
export const perform = (
  { world, market, log }: Exchange,
  arrival: Arrival,
  { endpoint, params, caller }: Admitted,
  now: number,
  arrivedAt = now,
): Response => {
  let processed = false
  try {
    if (caller) {
      advance(world.account, market, now)
      checkStatus(world, endpoint, params, now)
    }
    processed = true
    const call = { world, market, endpoint, params, now, arrivedAt, ...(caller ? { caller } : {}) }
    const result = HANDLERS[endpoint.tool]?.(call)
    log.write({ ...seen(arrival, now), processed })
    return result instanceof Uint8Array ? zipOf(new Uint8Array(result), now) : resultOf(result, now)
  } catch (caught) {
    return refused(log, arrival, caught, processed, now)
  }
}

const refused = (log: Log, arrival: Arrival, caught: unknown, processed: boolean, now: number): Response => {
  const error = caught instanceof Refused ? caught.error : 'EGeneral:Internal error'
  const broke = caught instanceof Refused ? {} : { broke: traceOf(caught) }
  log.write({ ...seen(arrival, now), error, ...broke, processed })
  return errorOf(error, now)
}

const traceOf = (caught: unknown) =>
  caught instanceof Error ? (caught.stack ?? caught.message) : String(caught)
