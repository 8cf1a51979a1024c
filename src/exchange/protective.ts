import { textOrEmpty } from '../domain/field.ts'
import { isRecord } from '../domain/record.ts'
import type { Reply } from '../kraken/reply.ts'

/** Orders that wait for a trigger, and so may guard a position: stop-loss, take-profit, trailing and their limit kinds. */
const PROTECTIVE: ReadonlySet<unknown> = new Set([
  'stop-loss',
  'stop-loss-limit',
  'take-profit',
  'take-profit-limit',
  'trailing-stop',
  'trailing-stop-limit',
])

export const isProtective = (orderType: unknown): boolean => PROTECTIVE.has(orderType)

/** A protective order as a switch tells of it; amounts and prices in Kraken's own words. */
export interface ProtectiveOrder {
  readonly txid: string
  readonly cl_ord_id?: string
  readonly pair: string
  readonly type: string
  readonly ordertype: string
  readonly price: string
  readonly volume: string
}

/** An open margin position: what of it is still open, on which side. */
export interface OpenPosition {
  readonly id: string
  readonly pair: string
  readonly type: 'buy' | 'sell'
  readonly volume: string
  readonly volume_closed: string
}

type Fields = Readonly<Record<string, unknown>>

/** The rows of a list in a reply by their ids; undefined unless the reply holds one. */
export const rowsIn = (
  reply: Reply,
  list?: 'open' | 'closed',
): readonly (readonly [string, Fields])[] | undefined => {
  if (reply.kind !== 'result' || !isRecord(reply.result)) return undefined
  const rows = list ? reply.result[list] : reply.result
  if (!isRecord(rows)) return undefined
  return Object.entries(rows).flatMap(([id, row]) => (isRecord(row) ? [[id, row] as const] : []))
}

/** The protective ones among orders as OpenOrders and ClosedOrders show them. */
export const protectiveAmong = (rows: readonly (readonly [string, Fields])[]): readonly ProtectiveOrder[] =>
  rows.flatMap(([txid, order]) => {
    const descr = isRecord(order.descr) ? order.descr : {}
    if (!isProtective(descr.ordertype)) return []
    return [
      {
        txid,
        ...(typeof order.cl_ord_id === 'string' && order.cl_ord_id ? { cl_ord_id: order.cl_ord_id } : {}),
        pair: textOrEmpty(descr.pair),
        type: textOrEmpty(descr.type),
        ordertype: textOrEmpty(descr.ordertype),
        price: textOrEmpty(descr.price),
        volume: textOrEmpty(order.vol),
      },
    ]
  })

/** Positions as OpenPositions shows them; undefined where the reply does not say. */
export const positionsIn = (reply: Reply): readonly OpenPosition[] | undefined =>
  rowsIn(reply)?.flatMap(([id, row]) => {
    if (row.type !== 'buy' && row.type !== 'sell') return []
    const volume_closed = textOrEmpty(row.vol_closed) || '0'
    return [{ id, pair: textOrEmpty(row.pair), type: row.type, volume: textOrEmpty(row.vol), volume_closed }]
  })
