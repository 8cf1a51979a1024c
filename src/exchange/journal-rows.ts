import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Audit } from './audit.ts'
import { ordersOf, sharedBy } from './batch.ts'
import type { IntentState } from './intent.ts'
import type { Wish } from './journal.ts'
import { writeReserve } from './journal-reserve.ts'
import { likenessOf, normalForm } from './normal-form.ts'
import { type OrderTag, tagsOf } from './order-tag.ts'
import type { Approved } from './rails.ts'
import type { Sql } from './sql.ts'

/** What is written down of a call: what is called, for whom, and what the rails said beside letting it through. */
export interface RowsOf extends Partial<Pick<Approved, 'reserves' | 'wanted' | 'judgedOn'>> {
  readonly endpoint: Endpoint
  readonly params: Params
  readonly wish: Wish
}

/** The rows of calls, one for each order; both in the caller's transaction, both answer their ids. */
export interface JournalRows {
  insert(call: RowsOf, state: IntentState, now: number, code?: string): readonly string[]
  /** The rows that waited for the owner's word go on as intended, from now, with what the call has become. */
  takeUp(ids: readonly string[], call: Approved, now: number): readonly string[]
}

interface RowsDeps {
  readonly sql: Sql
  readonly audit: Audit
  readonly newId: () => string
}

export const createRows = ({ sql, audit, newId }: RowsDeps): JournalRows => ({
  insert(call, state, now, code) {
    const { endpoint, params, wish, judgedOn } = call
    const { tool } = endpoint
    const callId = newId()
    const tags = tagsOf(tool, params)
    const wanted = ordersOf(call.wanted ?? params)
    const facts = { tool, ...(code ? { code } : {}), ...(judgedOn ? { judged: judgedOn } : {}) }
    return ordersOf(params).map((order, position) => {
      const id = position === 0 ? callId : newId()
      const likeness = tags.length > 0 ? likenessOf(params.pair, wanted[position] ?? order) : null
      insertRow(sql, call, { id, callId, position, order, tag: tags[position], likeness, state, code, now })
      const reserve = call.reserves?.[position]
      if (reserve) writeReserve(sql, id, reserve)
      audit.write({ event: `intent.${state}`, tokenId: wish.tokenId, subject: id, facts }, now)
      return id
    })
  },
  takeUp(ids, { params, reserves, judgedOn }, now) {
    const orders = ordersOf(params)
    return ids.map((id, position) => {
      const [row] = sql.run(
        `UPDATE intents SET state = 'intended', approved = 1, params = ?, intended_at = ?
         WHERE id = ? AND state = 'awaiting_approval' RETURNING token_id`,
        paramsOf(params, orders[position]),
        now,
        id,
      )
      if (!row) throw new Error('the row does not wait for approval')
      const reserve = reserves[position]
      if (reserve) writeReserve(sql, id, reserve)
      const facts = judgedOn ? { judged: judgedOn } : {}
      audit.write({ event: 'intent.intended', tokenId: String(row.token_id), subject: id, facts }, now)
      return id
    })
  },
})

interface OrderRow {
  readonly id: string
  readonly callId: string
  readonly position: number
  readonly order: Params
  readonly tag: OrderTag | undefined
  readonly likeness: string | null
  readonly state: IntentState
  readonly code: string | undefined
  readonly now: number
}

const insertRow = (sql: Sql, { endpoint, params, wish }: RowsOf, row: OrderRow): void =>
  void sql.run(
    `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, idempotency_key,
       client_order_id, userref, pair, side, likeness, state, code, intended_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.callId,
    row.position,
    wish.request,
    wish.tokenId,
    endpoint.tool,
    paramsOf(params, row.order),
    wish.digest,
    wish.idempotencyKey ?? null,
    row.tag?.clientOrderId ?? null,
    row.tag?.userref ?? null,
    textOrNull(params.pair),
    textOrNull(row.order.type),
    row.likeness,
    row.state,
    row.code ?? null,
    row.now,
  )

/** One order's own parameters with what its batch shares, as the row keeps them. */
const paramsOf = (params: Params, order: Params | undefined): string =>
  JSON.stringify(normalForm({ ...sharedBy(params), ...order }))

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
