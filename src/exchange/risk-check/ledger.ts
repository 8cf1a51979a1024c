import type { LedgerRow } from '../../domain/equity/flows.ts'
import { amountIn } from '../../domain/field.ts'
import { isRecord } from '../../domain/record.ts'
import type { Params } from '../../kraken/endpoint.ts'
import { Ledgers } from '../../kraken/endpoints/account/ledgers.ts'
import type { Ask } from './ask.ts'

/** How far the ledger was read: the newest row's time in unix seconds, and the ids of the rows just before it. */
export interface Cursor {
  readonly newest: number
  readonly ids: readonly string[]
  /** Whether these are the ids of all rows, and not of flows alone. */
  readonly isWhole?: boolean | undefined
}

/** What has flowed in and out since then, and the cursor behind it. */
export interface LedgerLook {
  readonly rows: readonly LedgerRow[]
  readonly cursor: Cursor
  /** All rows that are new; undefined where there were too many to read them all, or to know which are new. */
  readonly all: readonly LedgerRow[] | undefined
  /** The types of all rows that were read; undefined where there were too many. */
  readonly types: ReadonlySet<string> | undefined
}

/** Rows of one moment, and late ones, are read again so far back; their ids are known. */
const OVERLAP_S = 60
/** With more that is new than this, only what can be a flow is read, kind by kind. */
const MOST_ROWS = 150
const MOST_PAGES = 40
const KINDS = ['deposit', 'withdrawal', 'transfer'] as const

type Timed = LedgerRow & { readonly time: number }

/**
 * Reads what has newly flowed in or out; without a cursor only where the ledger stands. Undefined where a page is missing:
 * half a ledger says nothing.
 */
export const readLedger = async (
  ask: Ask,
  cursor: Cursor | undefined,
  assetOf: (code: string) => string,
): Promise<LedgerLook | undefined> => {
  const first = await pageOf(ask, cursor ? since(cursor.newest) : {}, assetOf)
  if (!first) return undefined
  const newest = Math.max(cursor?.newest ?? 0, ...first.rows.map(({ time }) => time))
  const isWhole = first.count <= first.rows.length || (!cursor && reachesBack(first.rows, newest))
  const from = since(cursor?.newest ?? newest)
  const rest = isWhole ? [] : await behindFirst(ask, from, assetOf, cursor ? first : undefined)
  if (!rest) return undefined
  const isAll = isWhole || (cursor !== undefined && first.count <= MOST_ROWS)
  const rows = new Map([...first.rows, ...rest].map((row) => [row.id, row]))
  const recent = [...rows.values()].filter(({ time }) => time >= newest - 2 * OVERLAP_S)
  const known = cursor?.newest === newest ? cursor.ids : []
  const ids = [...new Set([...recent.map(({ id }) => id), ...known])]
  const next = { newest, ids, isWhole: isAll }
  if (!cursor) return { rows: [], cursor: next, types: undefined, all: undefined }
  const types = isAll ? new Set([...rows.values()].map(({ type }) => type)) : undefined
  for (const id of cursor.ids) rows.delete(id)
  const fresh = [...rows.values()]
  const all = isAll && cursor.isWhole === true ? fresh : undefined
  return { rows: fresh.filter(isFlow), cursor: next, types, all }
}

const since = (newest: number): Params => ({ start: String(Math.max(0, Math.floor(newest) - OVERLAP_S)) })

const isFlow = ({ type }: LedgerRow): boolean => KINDS.some((kind) => kind === type)

const reachesBack = (rows: readonly Timed[], newest: number): boolean =>
  rows.some(({ time }) => time < newest - 2 * OVERLAP_S)

const behindFirst = (
  ask: Ask,
  from: Params,
  assetOf: (code: string) => string,
  first: { rows: readonly Timed[]; count: number } | undefined,
): Promise<readonly Timed[] | undefined> =>
  first && first.count <= MOST_ROWS
    ? allOf(ask, from, assetOf, first.rows.length)
    : flowsOnly(ask, from, assetOf)

const flowsOnly = async (
  ask: Ask,
  from: Params,
  assetOf: (code: string) => string,
): Promise<readonly Timed[] | undefined> => {
  const all: Timed[] = []
  for (const type of KINDS) {
    const rows = await allOf(ask, { ...from, type }, assetOf, 0)
    if (!rows) return undefined
    all.push(...rows)
  }
  return all
}

const allOf = async (
  ask: Ask,
  params: Params,
  assetOf: (code: string) => string,
  skip: number,
): Promise<readonly Timed[] | undefined> => {
  const all: Timed[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const ofs = skip + all.length
    const found = await pageOf(ask, ofs > 0 ? { ...params, ofs } : params, assetOf)
    if (!found) return undefined
    all.push(...found.rows)
    if (found.rows.length === 0 || skip + all.length >= found.count) return all
  }
  return undefined
}

const pageOf = async (
  ask: Ask,
  params: Params,
  assetOf: (code: string) => string,
): Promise<{ rows: readonly Timed[]; count: number } | undefined> => {
  const reply = await ask(Ledgers, params)
  if (reply.kind !== 'result' || !isRecord(reply.result) || !isRecord(reply.result.ledger)) return undefined
  const rows = Object.entries(reply.result.ledger).flatMap(([id, row]) => rowOf(id, row, assetOf))
  return { rows, count: typeof reply.result.count === 'number' ? reply.result.count : rows.length }
}

const rowOf = (id: string, row: unknown, assetOf: (code: string) => string): readonly Timed[] =>
  isRecord(row) && typeof row.asset === 'string'
    ? [
        {
          id,
          type: String(row.type),
          asset: assetOf(row.asset),
          amount: amountIn(row.amount),
          fee: amountIn(row.fee),
          time: Number(row.time) || 0,
        },
      ]
    : []
