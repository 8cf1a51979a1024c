import { TWIN_WINDOW_MS } from '../../src/domain/risk/p14-duplicate.ts'
import type { Law } from './facts.ts'
import type { Played } from './play.ts'
import { isAdd, type Row } from './truth.ts'

/** Orders on the exchange are the intents `placed`, one to one, under the same names; of every other intent there is none. */
export const isOneToOne: Law = ({ orders, rows }) => {
  const adds = rows.filter(isAdd)
  const placed = adds.filter(({ state }) => state === 'placed')
  const lost = placed.filter(
    (row) =>
      !orders.some(({ id, clientOrderId }) => clientOrderId === row.clientOrderId && row.txids[0] === id),
  )
  const unknown = orders.filter(
    ({ clientOrderId }) => !placed.some((row) => row.clientOrderId === clientOrderId),
  )
  return [
    ...lost.map(
      ({ id, clientOrderId }) => `lost: ${id} (${clientOrderId}) is placed, and no such order exists`,
    ),
    ...unknown.map(({ id, clientOrderId }) => {
      const states = adds.filter((row) => row.clientOrderId === clientOrderId).map((row) => row.state)
      return `untrue journal: order ${id} (${clientOrderId}) exists, its intents are ${states.join(', ') || 'none'}`
    }),
  ]
}

/** No client order id twice on the exchange; nothing sent twice; one call's orders for one key; no repeat by accident. */
export const nothingIsTwice: Law = ({ orders, rows, calls, log }) => {
  const adds = rows.filter(isAdd)
  const ids = [...new Set(adds.flatMap(({ clientOrderId }) => clientOrderId ?? []))]
  return [
    ...ids.flatMap((id) => {
      const twins = orders.filter(({ clientOrderId }) => clientOrderId === id).length
      return twins > 1 ? [`twins: ${twins} orders bear ${id}`] : []
    }),
    ...ids.flatMap((id) => {
      const sent = adds.filter((row) => row.clientOrderId === id && row.sentAt !== undefined).length
      const carried = log.filter((entry) => entry.processed && idsIn(entry.params).includes(id)).length
      return carried > sent ? [`resent: ${id} left ${sent} time(s) and was carried out ${carried} times`] : []
    }),
    ...keysOf(adds).flatMap((key) => {
      const placing = adds.filter((row) => keyOf(row) === key && row.state === 'placed')
      const distinct = new Set(placing.map(({ callId }) => callId)).size
      return distinct > 1 ? [`key ${key} placed the orders of ${distinct} calls`] : []
    }),
    ...repeats(adds, calls, (row) => orders.find(({ id }) => row.txids[0] === id)?.closedAt),
  ]
}

const keyOf = ({ tokenId, idempotencyKey }: Row): string | undefined =>
  idempotencyKey === undefined ? undefined : `${tokenId}/${idempotencyKey}`
const keysOf = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => keyOf(row) ?? []))]

const idsIn = (params: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const orders: unknown = typeof params.orders === 'string' ? JSON.parse(params.orders) : params.orders
  const inside = Array.isArray(orders) ? orders.map((order) => order?.cl_ord_id) : []
  return 'pair' in params ? [params.cl_ord_id, ...inside] : []
}

// A second order like the first within ten seconds wants a name or a key of its own.
const repeats = (
  adds: readonly Row[],
  calls: readonly Played[],
  closedAt: (row: Row) => number | undefined,
): readonly string[] => {
  const placed = adds.filter(({ state }) => state === 'placed')
  return placed.flatMap((second) => {
    const call = calls.find(({ request }) => request === second.request)
    if (!call || insists(call.params)) return []
    const first = placed.find(
      (row) =>
        row.callId !== second.callId &&
        row.tokenId === second.tokenId &&
        row.likeness === second.likeness &&
        row.intendedAt < second.intendedAt &&
        second.intendedAt - row.intendedAt < TWIN_WINDOW_MS &&
        (closedAt(row) ?? Number.POSITIVE_INFINITY) > second.intendedAt,
    )
    return first ? [`repeat: ${second.id} looks like ${first.id}, and nothing insisted`] : []
  })
}

const insists = ({ cl_ord_id, idempotency_key, orders }: Readonly<Record<string, unknown>>): boolean =>
  cl_ord_id !== undefined ||
  idempotency_key !== undefined ||
  (Array.isArray(orders) && orders.some((order) => order?.cl_ord_id !== undefined))

/** Nothing stays in the middle once the exchange can be seen; no wish for a cancel stays unfulfilled. */
export const nothingIsStuck: Law = ({ rows, calls }) => [
  ...rows
    .filter(({ state }) => ['intended', 'sent', 'uncertain'].includes(state))
    .map(({ id, tool, state, code }) => `stuck: ${id} (${tool}) is still ${state} (${code})`),
  ...calls
    .filter(({ answer, died }) => answer === undefined && died === undefined)
    .map(({ request, tool }) => `never answered: ${request} (${tool})`),
]
