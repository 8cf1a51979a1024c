import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Answered } from './exchange.ts'
import type { JournalBook } from './journal-book.ts'

/** The reads that show orders, and where in their results the orders are. */
const LISTS: Readonly<Record<string, string | undefined>> = {
  get_open_orders: 'open',
  get_closed_orders: 'closed',
  query_orders: '',
}

type Known = Pick<JournalBook, 'byOrder'>

/** Whether a read shows orders, whose `userref` stayed with us when they were sent. */
export const showsOrders = (endpoint: Endpoint): boolean => endpoint.tool in LISTS

/** The read as it is sent: a filter by `userref` would hide our own orders from Kraken's answer, so it is applied here. */
export const withoutUserrefFilter = ({ userref: _, ...params }: Params): Params => params

/** Puts the `userref` of our orders back into what Kraken shows of them, and applies the caller's filter. */
export const withUserrefs = (
  endpoint: Endpoint,
  params: Params,
  answer: Answered,
  known: Known,
): Answered => {
  const list = LISTS[endpoint.tool]
  if (list === undefined || !isRecord(answer.result)) return answer
  const orders = list === '' ? answer.result : answer.result[list]
  if (!isRecord(orders)) return answer
  const restored = Object.entries(orders).map(([txid, order]) => [txid, restoredOrder(order, known)] as const)
  const shown = restored.filter(
    ([, order]) => params.userref === undefined || isTagged(order, params.userref),
  )
  const entries = Object.fromEntries(shown)
  const left = restored.length - shown.length
  return {
    result: list === '' ? entries : { ...answer.result, [list]: entries },
    ...noteOf([...(answer.note ? [answer.note] : []), ...(left > 0 && list === 'closed' ? [FILTERED] : [])]),
  }
}

const FILTERED = 'Filtered by userref here: count and paging are those of all orders.'

const restoredOrder = (order: unknown, known: Known): unknown => {
  if (!isRecord(order) || typeof order.cl_ord_id !== 'string') return order
  const userref = known.byOrder({ clientOrderId: order.cl_ord_id })?.userref
  return userref === undefined ? order : { ...order, userref }
}

const isTagged = (order: unknown, userref: unknown): boolean => isRecord(order) && order.userref === userref

const noteOf = (notes: readonly string[]) => (notes.length > 0 ? { note: notes.join(' ') } : {})
