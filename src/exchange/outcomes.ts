import type { Endpoint } from '../kraken/endpoint.ts'
import { classify, failureOf, isInDoubt } from '../kraken/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Outcome } from './journal.ts'

/**
 * What a reply says of each order of an acting call. A batch that Kraken took may still hold orders that it refused:
 * those carry an `error` of their own. Anything that is not a clear answer is uncertain.
 */
export const outcomesOf = (
  { endpoint }: { readonly endpoint: Endpoint },
  reply: Reply,
  now: number,
): readonly Outcome[] => {
  if (reply.kind !== 'result') {
    const { code, kraken } = failureOf(reply, endpoint, now)
    return [{ state: isInDoubt(reply) ? 'uncertain' : 'refused', code, kraken }]
  }
  if (!isRecord(reply.result)) return [{ state: 'placed' }]
  const { orders } = reply.result
  if (Array.isArray(orders)) return orders.map(outcomeOfOrder)
  return [
    endpoint.tool === 'add_order'
      ? outcomeOfOrder(reply.result)
      : { state: 'placed', ...idsIn(reply.result) },
  ]
}

// An order that Kraken took has an id; one without has been told apart from nothing.
const outcomeOfOrder = (order: unknown): Outcome => {
  if (!isRecord(order)) return { state: 'uncertain', code: 'order_uncertain' }
  const ids = idsIn(order)
  if (!order.error)
    return ids.txids ? { state: 'placed', ...ids } : { state: 'uncertain', code: 'order_uncertain' }
  const { code, kraken, inDoubt } = refusalOf(String(order.error))
  return { state: inDoubt ? 'uncertain' : 'refused', code, kraken }
}

const refusalOf = (error: string) => {
  const { code, inDoubt } = classify(error)
  return { code, inDoubt, kraken: error.slice(0, 200) }
}

/** Kraken's ids for what a call did: orders (`txid`), amends, withdrawals (`refid`), transfers. */
const idsIn = (result: Readonly<Record<string, unknown>>): { txids?: readonly string[] } => {
  const ids = [result.txid, result.amend_id, result.refid, result.transfer_id].flat()
  const texts = ids.filter((id) => typeof id === 'string')
  return texts.length > 0 ? { txids: texts } : {}
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
