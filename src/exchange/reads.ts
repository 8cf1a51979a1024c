import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Clock } from './clock.ts'

/** Past this a read is not tried again. */
const READ_PATIENCE_MS = 10_000

/**
 * Reads may be asked twice: a lost answer is asked for once more, while there is time, with a fresh nonce.
 * Identical reads in flight are sent once; all who ask get the one answer. Once something has been changed, those who
 * ask must not join a read from before: see `forget`.
 */
export const createReads = (
  send: (endpoint: Endpoint, params: Params) => Promise<Reply>,
  clock: Pick<Clock, 'now'>,
) => {
  const inFlight = new Map<string, Promise<Reply>>()

  const ask = async (endpoint: Endpoint, params: Params): Promise<Reply> => {
    const giveUpAt = clock.now() + READ_PATIENCE_MS
    const reply = await send(endpoint, params)
    return isWorthAsking(reply) && clock.now() < giveUpAt ? send(endpoint, params) : reply
  }

  const read = (endpoint: Endpoint, params: Params): Promise<Reply> => {
    // What changes something is neither shared nor repeated, though its scope is `read`.
    if (endpoint.once) return send(endpoint, params)
    const name = `${endpoint.tool} ${JSON.stringify(params)}`
    const asked = inFlight.get(name) ?? lead(name, endpoint, params)
    return asked
  }

  const lead = (name: string, endpoint: Endpoint, params: Params): Promise<Reply> => {
    const asked = ask(endpoint, params).finally(() => {
      if (inFlight.get(name) === asked) inFlight.delete(name)
    })
    inFlight.set(name, asked)
    return asked
  }

  return { read, forget: () => inFlight.clear() }
}

// A timeout has already used up the caller's patience.
const isWorthAsking = (reply: Reply): boolean =>
  (reply.kind === 'lost' && reply.why !== 'timeout') ||
  (reply.kind === 'errors' && reply.errors.some((error) => error.startsWith('EAPI:Invalid nonce')))
