import type { Facts, Law } from './facts.ts'
import type { Played } from './play.ts'
import { isAdd, type RealOrder, type Row } from './truth.ts'

/** What a cancel was told to have stopped is stopped, then or as soon as it is found, and nothing is called gone that is not. */
export const cancelsHold: Law = (facts) =>
  facts.calls
    .filter(({ tool }) => tool.startsWith('cancel'))
    .flatMap((call) => [
      ...countWasTrue(call, facts),
      ...allAreGone(call, facts),
      ...wishesAreKept(call, facts),
    ])

/** The rows of new orders that began before a cancel and that it means. */
const meant = ({ tool, params, before }: Played, { rows }: Facts): readonly Row[] => {
  const names = [params.txid, params.orders, params.cl_ord_id, params.cl_ord_ids].flat()
  return rows
    .filter((row) => isAdd(row) && before.includes(row.request))
    .filter(
      (row) =>
        tool === 'cancel_all_orders' ||
        names.includes(row.clientOrderId) ||
        names.includes(row.txids[0]) ||
        (row.userref !== undefined && names.includes(row.userref)),
    )
}

const stillOpen = (rows: readonly Row[], orders: readonly RealOrder[]): readonly RealOrder[] => {
  // An id may come again after an order that was never placed: only the row that was is the order's own.
  const placed = rows.filter(({ state }) => state === 'placed')
  return orders.filter(
    ({ isOpen, clientOrderId }) => isOpen && placed.some((row) => row.clientOrderId === clientOrderId),
  )
}

// In the very moment of its answer: unless Kraken said that it is still under way.
const countWasTrue = (call: Played, facts: Facts): readonly string[] => {
  const { answer, request, tool, seen = [] } = call
  if (!answer?.ok || tool === 'cancel_all_orders') return []
  const { count = 0, pending } = answer.result as { count?: number; pending?: boolean }
  const rows = meant(call, facts)
  const open = stillOpen(rows, seen)
  const most = new Set(rows.map(({ clientOrderId }) => clientOrderId)).size - open.length
  return pending !== true && count > most && open.length > 0
    ? [`untrue: ${request} was told that ${count} went, and ${open.map(({ id }) => id).join(', ')} were open`]
    : []
}

// A cancel that was answered, whatever it counted, holds for every order that began before it.
const allAreGone = (call: Played, facts: Facts): readonly string[] => {
  const { answer, request } = call
  if (!answer?.ok && !(answer && answer.failure.code === 'unknown_order')) return []
  return stillOpen(meant(call, facts), facts.orders).map(
    ({ id, clientOrderId }) => `uncancelled: ${id} (${clientOrderId}) rests, though ${request} was answered`,
  )
}

// Also a cancel that failed may have promised to cancel what is found.
const wishesAreKept = (call: Played, facts: Facts): readonly string[] => {
  const { answer, request } = call
  if (!answer || answer.ok) return []
  const note = String(answer.failure.details?.note ?? '')
  const promised = meant(call, facts).filter(
    ({ id, clientOrderId }) => note.includes(id) || (clientOrderId && note.includes(clientOrderId)),
  )
  return stillOpen(promised, facts.orders).map(
    ({ id }) => `broken promise: ${request} would cancel ${id}, which rests`,
  )
}
