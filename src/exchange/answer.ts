import type { Endpoint } from '../kraken/endpoint.ts'
import { failureOf } from '../kraken/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Answered } from './exchange.ts'

/** What the caller gets of a reply: the result, with Kraken's warnings as a note; anything else is thrown. */
export const answerOf = (endpoint: Endpoint, reply: Reply, now: number): Answered => {
  if (reply.kind !== 'result') throw failureOf(reply, endpoint, now)
  if (reply.warnings.length === 0) return { result: reply.result }
  return { result: reply.result, note: `Kraken warns: ${reply.warnings.join('; ')}` }
}
