import type { Failure } from '../../src/exchange/port.ts'
import type { Facts, Law } from './facts.ts'
import type { Played } from './play.ts'
import { isAdd, type RealOrder } from './truth.ts'

const ANSWER_WITHIN_MS = 20_000
/** A clock that steps back in the middle of a call costs it so much more. */
const BY_A_SET_CLOCK_MS = 40_000

/** Every answer was true when it was given, or said that it was uncertain; acting calls answer within twenty seconds. */
export const answersAreTrue: Law = (facts) =>
  facts.calls.flatMap((call) => [...inTime(call, facts), ...(isAdd(call) ? trueOfAdd(call, facts) : [])])

const inTime = (
  { request, tool, began, answeredAt = began }: Played,
  { clockSet }: Facts,
): readonly string[] =>
  !tool.startsWith('cancel') && answeredAt - began > (clockSet > 0 ? BY_A_SET_CLOCK_MS : ANSWER_WITHIN_MS)
    ? [`slow: ${request} (${tool}) was answered after ${(answeredAt - began) / 1000} s`]
    : []

const trueOfAdd = (call: Played, facts: Facts): readonly string[] => {
  if (!call.answer) return []
  return call.answer.ok
    ? trueOfResult(call, call.answer.result, facts)
    : trueOfFailure(call, call.answer.failure, facts)
}

/** The orders on the exchange that a call placed. */
const madeBy = ({ request }: Played, { rows, orders }: Facts): readonly RealOrder[] => {
  const ids = rows
    .filter((row) => row.request === request && row.state === 'placed')
    .map(({ clientOrderId }) => clientOrderId)
  return orders.filter(({ clientOrderId }) => ids.includes(clientOrderId))
}

const trueOfFailure = (call: Played, { kind, code, message, details }: Failure, facts: Facts) => {
  if (kind === 'uncertain') {
    const names = message.includes('uncertain') && Array.isArray(details?.intents)
    return names ? [] : [`vague: ${call.request} is uncertain without the word or an intent`]
  }
  const made = madeBy(call, facts)
  return made.length > 0
    ? [`untrue: ${call.request} was told ${kind} ${code}, and placed ${made.map(({ id }) => id).join(', ')}`]
    : []
}

type Fields = Readonly<Record<string, unknown>>

const trueOfResult = (call: Played, result: unknown, { orders, rows }: Facts): readonly string[] => {
  if (!isFields(result)) return [`untrue: ${call.request} answered ${JSON.stringify(result)}`]
  const exists = (id: unknown) => orders.some((order) => order.id === id)
  if (Array.isArray(result.intents)) {
    return result.intents.filter(isFields).flatMap((view) => {
      const now = rows.find(({ id }) => id === view.id)?.state
      const isFinal = !['intended', 'sent', 'uncertain'].includes(String(view.state))
      return isFinal && now !== view.state
        ? [`untrue: ${call.request} was told ${view.id} is ${view.state}; it is ${now}`]
        : []
    })
  }
  const told = Array.isArray(result.orders) ? result.orders.filter(isFields) : [result]
  return told.flatMap((order) => {
    const ids = [order.txid].flat().filter((id) => id !== undefined)
    if (ids.length === 0 && order.error !== undefined) return []
    return ids.length > 0 && ids.every(exists)
      ? []
      : [`untrue: ${call.request} was told of ${JSON.stringify(order)}, which does not exist`]
  })
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
