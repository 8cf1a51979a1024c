import type { Answered } from './exchange.ts'
import type { Intent } from './intent.ts'
import type { Approved } from './rails.ts'

/**
 * What is answered when the answer itself was lost but the orders were found: Kraken's own form, made from what was
 * seen. Undefined while any of them is still in doubt.
 */
export const settledAnswer = ({ endpoint }: Approved, intents: readonly Intent[]): Answered | undefined => {
  if (intents.length === 0 || intents.some(({ state }) => state !== 'placed')) return undefined
  return { result: resultOf(endpoint.tool, intents), note: NOTE }
}

const NOTE = 'Kraken’s answer was lost; the call was then found on the exchange, and nothing was sent twice.'

const resultOf = (tool: string, intents: readonly Intent[]): unknown => {
  const ids = intents.flatMap(({ txids }) => txids)
  if (tool === 'add_order_batch') return { orders: intents.map(({ txids }) => ({ txid: txids[0] })) }
  if (tool === 'add_order') return { txid: ids }
  if (tool === 'amend_order') return { amend_id: ids[0] }
  if (tool === 'account_transfer') return { transfer_id: ids[0], status: 'complete' }
  if (tool === 'withdraw' || tool === 'wallet_transfer') return { refid: ids[0] }
  return true
}
