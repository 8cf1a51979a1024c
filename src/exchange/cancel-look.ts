import { namesIn, type OrderName } from './cancel-target.ts'
import { exchangeTimeOf, type Intent } from './intent.ts'
import type { OrderLook, SeenOrder } from './order-look.ts'
import type { Finding } from './settlement.ts'

const CANCELS = ['cancel_order', 'cancel_order_batch', 'cancel_all_orders']

/** Tells whether an intent is a cancel, whose doubt the orders themselves settle. */
export const isCancel = ({ tool }: Pick<Intent, 'tool'>): boolean => CANCELS.includes(tool)

/**
 * Whether a cancel whose answer was lost was carried out: what it named is closed and nothing of it rests, or, where it
 * meant everything, nothing from before it rests.
 */
export const findingOfCancel = (cancel: Intent, look: OrderLook | undefined): Finding => {
  if (!look) return { kind: 'unclear' }
  return isCarriedOut(cancel, look) ? { kind: 'found', txids: [] } : { kind: 'missing' }
}

const isCarriedOut = (cancel: Intent, { open, closed }: OrderLook): boolean => {
  const { tool, params } = cancel
  if (tool === 'cancel_all_orders') return open.every(({ openedAt }) => openedAt > exchangeTimeOf(cancel))
  const isNamed = (order: SeenOrder) => namesIn(params).some((name) => bears(order, name))
  return closed.some(isNamed) && !open.some(isNamed)
}

const bears = ({ txid, clientOrderId }: SeenOrder, name: OrderName): boolean =>
  'txid' in name ? name.txid === txid : name.cl_ord_id === clientOrderId
