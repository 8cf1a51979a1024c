import type { ErrorKind } from '../domain/codes.ts'
import { BreakwaterError, type ErrorExtras } from '../domain/errors.ts'
import type { Endpoint } from './endpoint.ts'
import { KRAKEN_KINDS, type KrakenCode } from './error-kinds.ts'
import type { ErrorRow } from './error-rows/row.ts'
import { ERROR_TABLE } from './error-table.ts'
import { lossOf } from './loss.ts'
import { permissionsHint } from './permissions.ts'
import type { Reply } from './reply.ts'
import { uncertain } from './uncertain.ts'

/** What is known of one of Kraken's error strings. */
export interface Classified extends Omit<ErrorRow, 'starts' | 'inDoubt'> {
  readonly kind: ErrorKind
  readonly inDoubt: boolean
}

// A category that we have never seen says nothing about what happened: the cautious reading is doubt.
const UNKNOWN: ErrorRow = {
  starts: '',
  code: 'exchange_unavailable',
  says: 'Kraken answers with an error that is not known here',
  hint: 'Look at what Kraken says',
  inDoubt: true,
}

/** Looks up one of Kraken's error strings; details after the known beginning do not matter. Never throws. */
export const classify = (error: string): Classified => {
  const plain = error.replace(/:\s+/g, ':')
  const fitting = ERROR_TABLE.filter(({ starts }) => plain.startsWith(starts))
  const row = fitting.reduce((best, next) => (next.starts.length > best.starts.length ? next : best), UNKNOWN)
  const { starts: _, inDoubt = false, ...rest } = row
  return { ...rest, inDoubt, kind: KRAKEN_KINDS[row.code] }
}

/** Tells whether an acting call that was answered so may have taken place all the same. */
export const isInDoubt = (reply: Reply): boolean => {
  if (reply.kind === 'lost') return true
  return reply.kind === 'errors' && reply.errors.some((error) => classify(error).inDoubt)
}

type Failed = Exclude<Reply, { kind: 'result' }>

/**
 * Puts a failed call into our own words; Kraken's string goes into `kraken` where it looks like one.
 * An acting call in doubt becomes `uncertain`: order_uncertain for orders and cancels, call_uncertain for the rest.
 * `now` (unix milliseconds) turns the time of a throttling into seconds; without it the answer's own date serves.
 */
export const failureOf = (reply: Failed, endpoint: Endpoint, now = reply.date): BreakwaterError => {
  const acts = endpoint.effect !== 'read' || endpoint.once === true
  if (acts && isInDoubt(reply)) return uncertain(endpoint, reason(reply), krakenOf(worst(reply)))
  if (reply.kind === 'lost') return lossOf(reply)
  const error = worst(reply)
  const { code, says, hint, retryAfter = 0 } = classify(error)
  const wait = throttledFor(error, now) ?? retryAfter
  return fail(code, `${says}.`, {
    hint: `${(code === 'missing_permission' && permissionsHint(endpoint)) || hint}.`,
    ...(wait > 0 && { retryAfter: wait }),
    ...krakenOf(error),
  })
}

/** The one error that decides: the first that leaves the call in doubt, else the first. */
const worst = (reply: Failed): string => {
  if (reply.kind === 'lost') return ''
  return reply.errors.find((error) => classify(error).inDoubt) ?? reply.errors[0] ?? ''
}

const reason = (reply: Failed): string =>
  reply.kind === 'lost' ? lossOf(reply).message : `${classify(worst(reply)).says}.`

const SANE = /^[EW][A-Za-z]+:[ -~]{1,200}$/

const krakenOf = (error: string): { kraken?: string } => (SANE.test(error) ? { kraken: error } : {})

/** Kraken names the unix second until which a throttling lasts: "EService: Throttled: 1616492376". */
const throttledFor = (error: string, now: number | undefined): number | undefined => {
  const until = /Throttled:\s*(\d{9,11})\b/.exec(error)?.[1]
  if (until === undefined || now === undefined) return undefined
  return Math.min(Math.max(Math.ceil(Number(until) - now / 1000), 1), 3600)
}

const fail = (code: KrakenCode, message: string, extras: ErrorExtras): BreakwaterError =>
  new BreakwaterError(KRAKEN_KINDS[code], code, message, extras)
