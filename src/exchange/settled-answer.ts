import type { Answered } from './exchange.ts'
import type { Intent } from './intent.ts'
import type { Approved } from './rails.ts'

/**
 * What is answered when the answer itself was lost but the orders were found: Kraken's own form, made from what was
 * seen. Undefined while it is in doubt; of a batch, while nothing is known of any of its orders.
 */
export const settledAnswer = ({ endpoint }: Approved, intents: readonly Intent[]): Answered | undefined => {
  const doubts = intents.filter(({ state }) => state === 'uncertain')
  const isBatch = endpoint.tool === 'add_order_batch'
  if (intents.length === doubts.length) return undefined
  if (!isBatch && intents.some(({ state }) => state !== 'placed')) return undefined
  const note = doubts.length > 0 ? uncertainOf(doubts) : NOTE
  return { result: resultOf(endpoint.tool, intents), note }
}

const uncertainOf = (doubts: readonly Intent[]): string =>
  `Uncertain: whether ${doubts.map(({ id }) => id).join(', ')} reached Kraken; look with get_intent before anything is sent again.`

const NOTE = 'Kraken’s answer was lost; the call was then found on the exchange, and nothing was sent twice.'

const resultOf = (tool: string, intents: readonly Intent[]): unknown => {
  const ids = intents.flatMap(({ txids }) => txids)
  if (tool === 'add_order_batch') return { orders: intents.map(orderOf) }
  if (tool === 'add_order') return { txid: ids }
  if (tool === 'amend_order') return { amend_id: ids[0] }
  if (tool === 'account_transfer') return { transfer_id: ids[0], status: 'complete' }
  if (tool === 'withdraw' || tool === 'wallet_transfer') return { refid: ids[0] }
  return true
}

// Kraken's own words for an order that is in doubt would read like a refusal.
const orderOf = ({ state, txids: [txid], code, kraken }: Intent): unknown => {
  if (state === 'placed') return { txid }
  return { error: state === 'uncertain' ? 'uncertain' : (kraken ?? code ?? state) }
}
