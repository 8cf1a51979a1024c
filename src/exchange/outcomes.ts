import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { classify, failureOf, isInDoubt } from '../kraken/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Outcome } from './journal.ts'

/**
 * What a reply says of each order of an acting call. A batch that Kraken took may still hold orders that it refused:
 * those carry an `error` of their own. Anything that is not a clear answer is uncertain.
 */
export const outcomesOf = ({ endpoint, params }: Sent, reply: Reply, now: number): readonly Outcome[] => {
  if (reply.kind !== 'result') {
    const { code, kraken } = failureOf(reply, endpoint, now)
    return wanted(params).map(() => ({ state: isInDoubt(reply) ? 'uncertain' : 'refused', code, kraken }))
  }
  const { result } = reply
  if (endpoint.tool === 'add_order_batch') {
    const told = isRecord(result) && Array.isArray(result.orders) ? result.orders : []
    return wanted(params).map((_, at) => outcomeOfOrder(told[at]))
  }
  return [isAnswer(endpoint, result) ? { state: 'placed', ...idsIn(result) } : DOUBT]
}

interface Sent {
  readonly endpoint: Endpoint
  readonly params: Params
}

const wanted = ({ orders }: Params): readonly unknown[] =>
  Array.isArray(orders) && orders.every(isRecord) ? orders : [undefined]

/** A result that says that something was done: an id where Kraken gives one, a count of a cancel, or `true`. */
const isAnswer = ({ tool, effect }: Endpoint, result: unknown): boolean => {
  if (tool === 'cancel_all_orders_after') return isRecord(result)
  if (effect === 'cancel') return isRecord(result) && typeof result.count === 'number'
  return result === true || idsIn(result).txids !== undefined
}

const DOUBT: Outcome = { state: 'uncertain', code: 'order_uncertain' }

// An order that Kraken took has an id; one without has been told apart from nothing.
const outcomeOfOrder = (order: unknown): Outcome => {
  if (!isRecord(order)) return DOUBT
  const ids = idsIn(order)
  if (!order.error) return ids.txids ? { state: 'placed', ...ids } : DOUBT
  const { code, kraken, inDoubt } = refusalOf(String(order.error))
  return { state: inDoubt ? 'uncertain' : 'refused', code, kraken }
}

const refusalOf = (error: string) => {
  const { code, inDoubt } = classify(error)
  return { code, inDoubt, kraken: error.slice(0, 200) }
}

/** Kraken's ids for what a call did: orders (`txid`), amends, withdrawals (`refid`), transfers. */
const idsIn = (result: unknown): { txids?: readonly string[] } => {
  if (!isRecord(result)) return {}
  const ids = [result.txid, result.amend_id, result.refid, result.transfer_id].flat()
  const texts = ids.filter((id) => typeof id === 'string')
  return texts.length > 0 ? { txids: texts } : {}
}
