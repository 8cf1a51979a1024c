import { equals, isDecimal } from '../domain/money.ts'
import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { OrderAmends } from '../kraken/endpoints/account/orders.ts'
import type { Reply } from '../kraken/reply.ts'
import { exchangeTimeOf, type Intent } from './intent.ts'
import type { OrderLook } from './order-look.ts'
import type { Finding } from './settlement.ts'

type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

/** An amend's parameter, and the field of the audit trail that shows it. */
const FIELDS = {
  order_qty: 'order_qty',
  display_qty: 'display_qty',
  limit_price: 'limit_price',
  trigger_price: 'trigger_price',
} as const

/** How far Kraken's clock may be behind ours when it stamps an amend. */
const CLOCKS_APART_MS = 5_000

/** Looks for amends in the audit trail of their orders. */
export const lookForAmends = async (
  ask: Ask,
  amends: readonly Intent[],
  look: OrderLook | undefined,
): Promise<readonly (readonly [string, Finding])[]> => {
  const findings: (readonly [string, Finding])[] = []
  for (const amend of amends) findings.push([amend.id, await findingOf(ask, amend, look)])
  return findings
}

const findingOf = async (ask: Ask, amend: Intent, look: OrderLook | undefined): Promise<Finding> => {
  const txid = txidOf(amend, look)
  if (txid === undefined) return look ? { kind: 'missing' } : { kind: 'unclear' }
  const trail = amendsIn(await ask(OrderAmends, { order_id: txid }))
  if (!trail) return { kind: 'unclear' }
  const made = trail.find((entry) => isThisOne(amend, entry))
  return made ? { kind: 'found', txids: [String(made.amend_id ?? '')] } : { kind: 'missing' }
}

/** The volume with which an order was placed, where its trail of amends tells. */
export const originalVolume = async (ask: Ask, txid: string): Promise<string | undefined> => {
  const trail = amendsIn(await ask(OrderAmends, { order_id: txid }))
  const placed = trail?.find((entry) => entry.amend_type === 'original')
  return typeof placed?.order_qty === 'string' ? placed.order_qty : undefined
}

const txidOf = ({ params }: Intent, look: OrderLook | undefined): string | undefined => {
  if (typeof params.txid === 'string') return params.txid
  const orders = look ? [...look.open, ...look.closed] : []
  return orders.find(({ clientOrderId }) => clientOrderId === params.cl_ord_id)?.txid
}

type Entry = Readonly<Record<string, unknown>>

const amendsIn = (reply: Reply): readonly Entry[] | undefined => {
  if (reply.kind !== 'result' || !isRecord(reply.result) || !Array.isArray(reply.result.amends))
    return undefined
  return reply.result.amends.filter(isRecord)
}

const isThisOne = (amend: Intent, entry: Entry): boolean =>
  entry.amend_type === 'user' &&
  Number(entry.timestamp) / 1e6 >= exchangeTimeOf(amend) - CLOCKS_APART_MS &&
  Object.entries(FIELDS).every(([parameter, field]) => {
    const wanted = amend.params[parameter]
    return typeof wanted !== 'string' || !isDecimal(wanted) || isSame(wanted, entry[field])
  })

// A relative price became an absolute one; that it is there is all that can be said.
const isSame = (wanted: string, shown: unknown): boolean =>
  /^[+-]/.test(wanted) || (typeof shown === 'string' && isDecimal(shown) && equals(wanted, shown))
