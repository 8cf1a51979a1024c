import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Reply } from '../kraken/reply.ts'
import { lookForAmends, originalVolume } from './amend-look.ts'
import { findingOfCancel, isCancel } from './cancel-look.ts'
import { lookForFunds } from './funds-look.ts'
import { exchangeTimeOf, type Intent } from './intent.ts'
import { isSameOrder, lookAtOrders, type OrderLook, type SeenOrder } from './order-look.ts'
import type { Finding, Look } from './settlement.ts'

interface LookDeps {
  /** Asks Kraken, with whatever waiting that takes; what cannot be asked comes back as lost. Never throws. */
  readonly ask: (endpoint: Endpoint, params: Params) => Promise<Reply>
  /** Whether absence would mean anything: the exchange is online, and the key sees open and closed orders of now. */
  readonly absenceCounts: () => Promise<boolean>
  /** Whether the journal holds this reference of Kraken's already: a movement of funds has no id of ours. */
  readonly isTaken: (refid: unknown) => boolean
}

type Ask = LookDeps['ask']

/** Orders up to this long before the oldest doubt are looked at: clocks differ. */
const BEFORE_MS = 60_000

/**
 * The look of a live account: one reading of open and closed orders settles every order in doubt; amends and movements
 * of funds are looked for where Kraken keeps them. TradesHistory is not asked: it does not know our ids.
 */
export const createLook = ({ ask, absenceCounts, isTaken }: LookDeps): Look => {
  const lookAt = async (intents: readonly Intent[], ask: Ask): Promise<ReadonlyMap<string, Finding>> => {
    const orders = intents.filter(isOrder)
    const amends = intents.filter(isAmend)
    const cancels = intents.filter(isCancel)
    const seen = [...orders, ...amends, ...cancels]
    const others = intents.filter((intent) => !seen.includes(intent))
    const look = seen.length > 0 ? await lookAtOrders(ask, oldest(seen) - BEFORE_MS) : undefined
    return new Map([
      ...(await lookForEach(orders, (intent) => findingOf(ask, intent, look))),
      ...(await lookForAmends(ask, amends, look)),
      ...cancels.map((intent) => [intent.id, findingOfCancel(intent, look)] as const),
      ...(await lookForFunds(ask, others, isTaken)),
    ])
  }

  return async (intents) => {
    const counts = await absenceCounts()
    const findings = await lookAt(intents, untilLost(ask))
    // Absence means something only if nothing changed about that while we looked.
    const stillCounts = counts && (await absenceCounts())
    return intents.map(({ id }) => {
      const finding = findings.get(id) ?? UNCLEAR
      return finding.kind === 'missing' && !stillCounts ? UNCLEAR : finding
    })
  }
}

const UNCLEAR: Finding = { kind: 'unclear' }
const LOST: Reply = { kind: 'lost', why: 'network' }

/** Where one answer is lost the others would be waited for in vain: the rest of the look is left for the next one. */
const untilLost = (ask: Ask): Ask => {
  let isLost = false
  return async (endpoint, params) => {
    const reply = isLost ? LOST : await ask(endpoint, params)
    isLost ||= reply.kind === 'lost'
    return reply
  }
}

const lookForEach = async (
  intents: readonly Intent[],
  find: (intent: Intent) => Promise<Finding>,
): Promise<readonly (readonly [string, Finding])[]> => {
  const findings: (readonly [string, Finding])[] = []
  for (const intent of intents) findings.push([intent.id, await find(intent)])
  return findings
}

const isAmend = ({ tool }: Intent): boolean => tool === 'amend_order'
const isOrder = ({ tool }: Intent): boolean => tool === 'add_order' || tool === 'add_order_batch'

const oldest = (intents: readonly Intent[]): number => Math.min(...intents.map(exchangeTimeOf))

const findingOf = async (ask: Ask, intent: Intent, look: OrderLook | undefined): Promise<Finding> => {
  if (!look) return UNCLEAR
  const named = ({ clientOrderId }: SeenOrder) =>
    clientOrderId !== undefined && clientOrderId === intent.clientOrderId
  const order = look.open.find(named) ?? look.closed.find(named)
  if (!order) return { kind: 'missing' }
  // Our id on an order that is not ours: somebody else uses the key. That settles nothing.
  if (!(await isOurs(ask, intent, order))) return UNCLEAR
  const ended = endingOf(order)
  return { kind: 'found', txids: [order.txid], order, ...(ended ? { ended } : {}) }
}

/** An amend may have changed the volume since; the order's own trail tells with which it was placed. */
const isOurs = async (ask: Ask, intent: Intent, order: SeenOrder): Promise<boolean> => {
  if (isSameOrder(intent, order)) return true
  const volume = await originalVolume(ask, order.txid)
  return volume !== undefined && isSameOrder(intent, { ...order, volume })
}

/** How an order ended, or undefined while it rests. */
export const endingOf = ({ status }: SeenOrder): 'filled' | 'canceled' | 'expired' | undefined => {
  if (status === 'closed') return 'filled'
  return status === 'canceled' || status === 'expired' ? status : undefined
}
