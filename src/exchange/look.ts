import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import { lookForAmends } from './amend-look.ts'
import { lookForFunds } from './funds-look.ts'
import type { Intent } from './intent.ts'
import { isSameOrder, lookAtOrders, type OrderLook, type SeenOrder } from './order-look.ts'
import type { Finding, Look } from './settlement.ts'

interface LookDeps {
  /** Asks Kraken, with whatever waiting that takes; what cannot be asked comes back as lost. Never throws. */
  readonly ask: (endpoint: Endpoint, params: Params) => Promise<Reply>
  /** Whether absence would mean anything: the exchange is online, and the key sees open and closed orders of now. */
  readonly absenceCounts: () => Promise<boolean>
}

/** Orders up to this long before the oldest doubt are looked at: clocks differ. */
const BEFORE_MS = 60_000

/**
 * The look of a live account: one reading of open and closed orders settles every order in doubt; amends and movements
 * of funds are looked for where Kraken keeps them. TradesHistory is not asked: it does not know our ids.
 */
export const createLook = ({ ask, absenceCounts }: LookDeps): Look => {
  const lookAt = async (intents: readonly Intent[]): Promise<ReadonlyMap<string, Finding>> => {
    const orders = intents.filter(isOrder)
    const amends = intents.filter(({ tool }) => tool === 'amend_order')
    const others = intents.filter((intent) => !isOrder(intent) && intent.tool !== 'amend_order')
    const needsOrders = orders.length + amends.length > 0
    const look = needsOrders ? await lookAtOrders(ask, oldest([...orders, ...amends]) - BEFORE_MS) : undefined
    return new Map([
      ...orders.map((intent) => [intent.id, findingOf(intent, look)] as const),
      ...(await lookForAmends(ask, amends, look)),
      ...(await lookForFunds(ask, others)),
    ])
  }

  return async (intents) => {
    const counts = await absenceCounts()
    const findings = await lookAt(intents)
    // Absence means something only if nothing changed about that while we looked.
    const stillCounts = counts && (await absenceCounts())
    return intents.map(({ id }) => {
      const finding = findings.get(id) ?? UNCLEAR
      return finding.kind === 'missing' && !stillCounts ? UNCLEAR : finding
    })
  }
}

const UNCLEAR: Finding = { kind: 'unclear' }

const isOrder = ({ tool }: Intent): boolean => tool === 'add_order' || tool === 'add_order_batch'

const oldest = (intents: readonly Intent[]): number =>
  Math.min(...intents.map(({ sentAt, intendedAt }) => sentAt ?? intendedAt))

const findingOf = (intent: Intent, look: OrderLook | undefined): Finding => {
  if (!look) return UNCLEAR
  const named = ({ clientOrderId }: SeenOrder) =>
    clientOrderId !== undefined && clientOrderId === intent.clientOrderId
  const order = look.open.find(named) ?? look.closed.find(named)
  if (!order) return { kind: 'missing' }
  // Our id on an order that is not ours: somebody else uses the key. That settles nothing.
  if (!isSameOrder(intent, order)) return UNCLEAR
  const ended = endingOf(order)
  return { kind: 'found', txids: [order.txid], ...(ended ? { ended } : {}) }
}

/** How an order ended, or undefined while it rests. */
export const endingOf = ({ status }: SeenOrder): 'filled' | 'canceled' | 'expired' | undefined => {
  if (status === 'closed') return 'filled'
  return status === 'canceled' || status === 'expired' ? status : undefined
}
