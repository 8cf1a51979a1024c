import { textOrEmpty } from '../domain/field.ts'
import { equals, isDecimal } from '../domain/money.ts'
import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { ClosedOrders, OpenOrders } from '../kraken/endpoints/account/orders.ts'
import type { Reply } from '../kraken/reply.ts'
import { exchangeTimeOf, type Intent } from './intent.ts'

/** An order as OpenOrders and ClosedOrders show it; only what settlement and reconciliation need. */
export interface SeenOrder {
  readonly txid: string
  readonly clientOrderId: string | undefined
  readonly refid: string | undefined
  readonly status: string
  /** Unix milliseconds. */
  readonly openedAt: number
  readonly pair: string
  readonly side: string
  readonly orderType: string
  readonly volume: string
  readonly executed: string
  readonly price: string
  readonly trigger: string
  readonly description: string
  /** Where the trigger stands now, of one that trails the market. */
  readonly stopPrice?: string
  /** For how much of the quote asset it has traded. */
  readonly cost: string
  /** In the quote asset. */
  readonly fee: string
  /** The limit price of types that have a trigger as well. */
  readonly price2: string
  /** "none", or "5:1". */
  readonly leverage: string
  readonly reduceOnly: boolean
  /** `oflags`: fcib where fees are taken in the base asset, viqc where the volume is in the quote asset. */
  readonly flags?: readonly string[]
  /** When it ended, unix milliseconds; undefined while it is open. */
  readonly closedAt: number | undefined
}

/** What one complete look saw. Orders that close while we look are in the second list: open ones are read first. */
export interface OrderLook {
  readonly open: readonly SeenOrder[]
  readonly closed: readonly SeenOrder[]
}

type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>

/** Kraken's page size for closed orders, and how many pages we are ready to walk. */
const MOST_PAGES = 40

/**
 * Looks at all open orders and at every closed one since `from` (unix milliseconds). Answers undefined unless the look
 * was complete and free of errors: half a look says nothing about what is not in it.
 */
export const lookAtOrders = async (ask: Ask, from: number): Promise<OrderLook | undefined> => {
  const open = await lookAtOpenOrders(ask)
  const closed = open && (await closedSince(ask, from))
  return open && closed && { open, closed }
}

/** Looks at all open orders; undefined unless the answer was clear. */
export const lookAtOpenOrders = async (ask: Ask): Promise<readonly SeenOrder[] | undefined> =>
  ordersIn(await ask(OpenOrders, {}), 'open')

const closedSince = async (ask: Ask, from: number): Promise<readonly SeenOrder[] | undefined> => {
  const seen: SeenOrder[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const params = {
      start: String(Math.floor(from / 1000)),
      ...(seen.length > 0 ? { ofs: seen.length } : {}),
    }
    const reply = await ask(ClosedOrders, params)
    const orders = ordersIn(reply, 'closed')
    if (!orders) return undefined
    seen.push(...orders)
    if (orders.length === 0 || seen.length >= countIn(reply)) return seen
  }
  return undefined
}

/** Reads a map of orders by Kraken's ids; undefined where it is none. */
export const seenOrders = (orders: unknown): readonly SeenOrder[] | undefined =>
  isRecord(orders) ? Object.entries(orders).flatMap(([txid, order]) => seenOrder(txid, order)) : undefined

const ordersIn = (reply: Reply, list: 'open' | 'closed'): readonly SeenOrder[] | undefined => {
  if (reply.kind !== 'result' || !isRecord(reply.result)) return undefined
  return seenOrders(reply.result[list])
}

const countIn = (reply: Reply): number =>
  reply.kind === 'result' && isRecord(reply.result) && typeof reply.result.count === 'number'
    ? reply.result.count
    : 0

const seenOrder = (txid: string, order: unknown): readonly SeenOrder[] => {
  if (!isRecord(order)) return []
  const descr = isRecord(order.descr) ? order.descr : {}
  return [
    {
      txid,
      clientOrderId: textOrEmpty(order.cl_ord_id) || undefined,
      refid: textOrEmpty(order.refid) === 'None' ? undefined : textOrEmpty(order.refid) || undefined,
      status: textOrEmpty(order.status),
      openedAt: typeof order.opentm === 'number' ? order.opentm * 1000 : 0,
      pair: textOrEmpty(descr.pair),
      side: textOrEmpty(descr.type),
      orderType: textOrEmpty(descr.ordertype),
      volume: textOrEmpty(order.vol),
      executed: textOrEmpty(order.vol_exec),
      price: textOrEmpty(descr.price),
      trigger: textOrEmpty(descr.price),
      description: textOrEmpty(descr.order),
      stopPrice: textOrEmpty(order.stopprice),
      cost: textOrEmpty(order.cost),
      fee: textOrEmpty(order.fee),
      price2: textOrEmpty(descr.price2),
      leverage: textOrEmpty(descr.leverage) || 'none',
      reduceOnly: order.reduce_only === true,
      flags: textOrEmpty(order.oflags).split(','),
      closedAt: typeof order.closetm === 'number' && order.closetm > 0 ? order.closetm * 1000 : undefined,
    },
  ]
}

/** How far an order's own opening time may lie before the moment at which we sent it: clocks differ. */
const CLOCKS_APART_MS = 60_000

/** Tells whether an order is the one that an intent meant: by our id, and then by all that we know of it. */
export const isSameOrder = (intent: Intent, order: SeenOrder): boolean =>
  intent.clientOrderId !== undefined &&
  order.clientOrderId === intent.clientOrderId &&
  order.pair === intent.pair &&
  order.side === intent.side &&
  order.openedAt >= exchangeTimeOf(intent) - CLOCKS_APART_MS &&
  isSameVolume(intent, order)

// A volume in the quote asset (viqc) is turned into the base asset by Kraken, and 0 into whatever closes the position.
const isSameVolume = ({ params }: Intent, { volume }: SeenOrder): boolean => {
  if (Array.isArray(params.oflags) && params.oflags.includes('viqc')) return true
  if (params.volume === '0') return true
  return typeof params.volume === 'string' && isDecimal(volume) && equals(params.volume, volume)
}
