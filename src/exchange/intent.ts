import { textIn, textOrEmpty } from '../domain/field.ts'
import type { SqlRow } from './sql.ts'

/**
 * Where an intent stands.
 * `intended → sent → placed | refused | uncertain`, `uncertain → placed | not_placed`, `intended → denied | busy | withdrawn`;
 * what its owner must approve first: `awaiting_approval → intended | denied`.
 */
export const INTENT_STATES = [
  'awaiting_approval',
  'intended',
  'sent',
  'placed',
  'refused',
  'uncertain',
  'not_placed',
  'denied',
  'busy',
  'withdrawn',
] as const
export type IntentState = (typeof INTENT_STATES)[number]

/** One order, movement of funds or change that somebody wanted; times in unix milliseconds, absent until they happen. */
export interface Intent {
  readonly id: string
  readonly callId: string
  readonly position: number
  readonly tokenId: string
  readonly tool: string
  /** As they were sent, but for the deadline; amounts without superfluous zeros. */
  readonly params: Readonly<Record<string, unknown>>
  readonly idempotencyKey: string | undefined
  readonly clientOrderId: string | undefined
  readonly userref: number | undefined
  readonly pair: string | undefined
  readonly side: string | undefined
  /** When the engine drops it if it has not arrived, RFC 3339. */
  readonly deadline: string | undefined
  readonly state: IntentState
  /** Kraken's ids: orders, amends, references of funds. */
  readonly txids: readonly string[]
  /** The error code of a refusal or a doubt, and Kraken's own words for it. */
  readonly code: string | undefined
  readonly kraken: string | undefined
  /** A cancel that came while it was in doubt, to be carried out once it is found. */
  readonly cancelWish: string | undefined
  /** How a placed order ended, where that is known: "filled", "canceled", "expired". */
  readonly ended: string | undefined
  readonly intendedAt: number
  readonly sentAt: number | undefined
  /** The same moment by Kraken's clock, which may be far from ours. */
  readonly exchangeAt: number | undefined
  readonly settledAt: number | undefined
  /** When a complete look first did not find it. */
  readonly missedAt: number | undefined
  readonly toldAt: number | undefined
}

/** Reads a row of the journal. */
export const intentOf = (row: SqlRow): Intent => ({
  id: textOrEmpty(row.id),
  callId: textOrEmpty(row.call_id),
  position: number(row.position) ?? 0,
  tokenId: textOrEmpty(row.token_id),
  tool: textOrEmpty(row.tool),
  params: record(row.params),
  idempotencyKey: textIn(row.idempotency_key),
  clientOrderId: textIn(row.client_order_id),
  userref: number(row.userref),
  pair: textIn(row.pair),
  side: textIn(row.side),
  deadline: textIn(row.deadline),
  state: INTENT_STATES.find((state) => state === row.state) ?? 'uncertain',
  txids: list(row.txids),
  code: textIn(row.code),
  kraken: textIn(row.kraken),
  cancelWish: textIn(row.cancel_wish),
  ended: textIn(row.ended),
  intendedAt: number(row.intended_at) ?? 0,
  sentAt: number(row.sent_at),
  exchangeAt: number(row.exchange_at),
  settledAt: number(row.settled_at),
  missedAt: number(row.missed_at),
  toldAt: number(row.told_at),
})

/** When it was sent, by Kraken's clock: to be compared with what Kraken says, and with nothing else. */
export const exchangeTimeOf = ({ exchangeAt, sentAt, intendedAt }: Intent): number =>
  exchangeAt ?? sentAt ?? intendedAt

/** An intent as get_intent and list_intents show it: what was wanted, where it stands, and how to find it on Kraken. */
export const viewOf = (intent: Intent): Readonly<Record<string, unknown>> => ({
  id: intent.id,
  tool: intent.tool,
  state: intent.state,
  params: intent.params,
  ...present('txid', intent.txids.length > 0 ? intent.txids : undefined),
  ...present('cl_ord_id', intent.clientOrderId),
  ...present('idempotency_key', intent.idempotencyKey),
  ...present('ended', intent.ended),
  ...present('code', intent.code),
  ...present('kraken', intent.kraken),
  ...present('deadline', intent.deadline),
  ...present('cancel_wish', intent.cancelWish),
  intended_at: time(intent.intendedAt),
  ...present('sent_at', intent.sentAt === undefined ? undefined : time(intent.sentAt)),
  ...present('settled_at', intent.settledAt === undefined ? undefined : time(intent.settledAt)),
})

const present = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value })
const time = (ms: number): string => new Date(ms).toISOString()

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const record = (value: unknown): Readonly<Record<string, unknown>> => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : {}
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
}

const list = (value: unknown): readonly string[] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : []
  return Array.isArray(parsed) ? parsed.filter((item) => typeof item === 'string') : []
}
