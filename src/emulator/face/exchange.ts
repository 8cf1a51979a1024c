import { KrakenRefusal, type Market } from '../call.ts'
import { HANDLERS } from '../endpoints/handlers.ts'
import { advance } from '../trading/advance.ts'
import type { World } from '../world.ts'
import { admit } from './admit.ts'
import type { Arrival } from './arrival.ts'
import { errorOf, resultOf, zipOf } from './envelope.ts'
import { type Log, seen } from './log.ts'
import { checkStatus } from './status-gate.ts'

/** Answers one request on Kraken's own paths, at `now`, and writes it into the log. */
export const answerCall = async (
  world: World,
  market: Market,
  log: Log,
  arrival: Arrival,
  now: number,
): Promise<Response> => {
  let processed = false
  const note = (error: object = {}) => log.write({ ...seen(arrival, now), ...error, processed })
  try {
    const { endpoint, params, caller } = await admit(world, arrival, now)
    if (caller) {
      advance(world, market, now)
      checkStatus(world, endpoint, params)
    }
    processed = true
    const call = { world, market, endpoint, params, now, ...(caller ? { caller } : {}) }
    const result = HANDLERS[endpoint.tool]?.(call)
    note()
    return result instanceof Uint8Array ? zipOf(new Uint8Array(result), now) : resultOf(result, now)
  } catch (caught) {
    const error = caught instanceof KrakenRefusal ? caught.error : 'EGeneral:Internal error'
    note(caught instanceof KrakenRefusal ? { error } : { error, broke: traceOf(caught) })
    return errorOf(error, now)
  }
}

const traceOf = (caught: unknown) =>
  caught instanceof Error ? (caught.stack ?? caught.message) : String(caught)
