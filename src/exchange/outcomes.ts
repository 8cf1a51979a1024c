import { failureOf, isInDoubt } from '../kraken/errors.ts'
import type { Reply } from '../kraken/reply.ts'
import type { Outcome } from './journal.ts'
import type { Approved } from './rails.ts'

/**
 * What a reply says of each order of an acting call. A batch that Kraken took may still hold orders that it refused:
 * those carry an `error` of their own. Anything that is not a clear answer is uncertain.
 */
export const outcomesOf = ({ endpoint }: Approved, reply: Reply, now: number): readonly Outcome[] => {
  if (reply.kind !== 'result') {
    const { code } = failureOf(reply, endpoint, now)
    return [{ state: isInDoubt(reply) ? 'uncertain' : 'refused', code }]
  }
  if (!isRecord(reply.result)) return [{ state: 'placed' }]
  const { orders } = reply.result
  return Array.isArray(orders) ? orders.map(outcomeOfOrder) : [{ state: 'placed', ...idsIn(reply.result) }]
}

const outcomeOfOrder = (order: unknown): Outcome => {
  if (!isRecord(order)) return { state: 'uncertain', code: 'order_uncertain' }
  return order.error ? { state: 'refused', code: 'exchange_refused' } : { state: 'placed', ...idsIn(order) }
}

/** Kraken's ids for what a call did: orders (`txid`), amends, withdrawals (`refid`), transfers. */
const idsIn = (result: Readonly<Record<string, unknown>>): { txids?: readonly string[] } => {
  const ids = [result.txid, result.amend_id, result.refid, result.transfer_id].flat()
  const texts = ids.filter((id) => typeof id === 'string')
  return texts.length > 0 ? { txids: texts } : {}
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
