import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import { batchOf, cancelOf, MOST_NAMES, type OrderName } from './cancel-target.ts'
import type { Caller } from './exchange.ts'

/** Sends one stop and writes it down. Never throws for what the wire does. */
export type SendStop = (endpoint: Endpoint, params: Params, caller: Caller) => Promise<Reply>

/** What cancelling several orders came to: how many went, whether some are still going, and the first real failure. */
export interface Cancelled {
  readonly count: number
  readonly pending: boolean
  /** Not one of the names belonged to an open order. */
  readonly unknown: boolean
  readonly failure: { readonly endpoint: Endpoint; readonly reply: Reply } | undefined
}

const NONE: Cancelled = { count: 0, pending: false, unknown: true, failure: undefined }

/**
 * Cancels every order that is named, whatever the others are: a batch that Kraken refuses because one of its orders is
 * gone is split until each name has been asked for by itself.
 */
export const cancelEach = async (
  send: SendStop,
  names: readonly OrderName[],
  caller: Caller,
): Promise<Cancelled> => {
  let sum = NONE
  for (let at = 0; at < names.length; at += MOST_NAMES)
    sum = together(sum, await cancelChunk(send, names.slice(at, at + MOST_NAMES), caller))
  return sum
}

const cancelChunk = async (
  send: SendStop,
  names: readonly OrderName[],
  caller: Caller,
): Promise<Cancelled> => {
  const { endpoint, params } = cancelOf(names)
  const reply = await send(endpoint, params, caller)
  if (says(reply, 'EOrder:Rate limit exceeded') && names.length === 1) return again(send, names, caller)
  if (!says(reply, 'EOrder:Unknown order')) return cancelledBy(endpoint, reply)
  if (names.length === 1) return NONE
  const middle = Math.ceil(names.length / 2)
  const first = await cancelChunk(send, names.slice(0, middle), caller)
  return together(first, await cancelChunk(send, names.slice(middle), caller))
}

// A single cancel counts against the pair's limit; a batch is taken even above it.
const again = async (send: SendStop, names: readonly OrderName[], caller: Caller): Promise<Cancelled> => {
  const { endpoint, params } = batchOf(names)
  const reply = await send(endpoint, params, caller)
  return says(reply, 'EOrder:Unknown order') ? NONE : cancelledBy(endpoint, reply)
}

const cancelledBy = (endpoint: Endpoint, reply: Reply): Cancelled => {
  const result = reply.kind === 'result' ? reply.result : undefined
  if (!isCount(result)) return { ...NONE, unknown: false, failure: { endpoint, reply } }
  return {
    count: result.count,
    pending: result.pending === true,
    unknown: result.count === 0,
    failure: undefined,
  }
}

export const together = (a: Cancelled, b: Cancelled): Cancelled => ({
  count: a.count + b.count,
  pending: a.pending || b.pending,
  unknown: a.unknown && b.unknown,
  failure: a.failure ?? b.failure,
})

const says = (reply: Reply, error: string): boolean =>
  reply.kind === 'errors' && reply.errors.some((one) => one.startsWith(error))

const isCount = (result: unknown): result is { count: number; pending?: unknown } =>
  typeof result === 'object' && result !== null && 'count' in result && typeof result.count === 'number'
