import { BreakwaterError } from '../domain/errors.ts'
import type { Params } from '../kraken/endpoint.ts'
import { tagsOf } from './order-tag.ts'
import type { Approved } from './rails.ts'
import type { Sql, SqlRow } from './sql.ts'

/** Where an intent stands. What is in doubt stays `uncertain` until it has been looked up. */
export type IntentState = 'intended' | 'sent' | 'placed' | 'refused' | 'uncertain' | 'busy' | 'withdrawn'

declare const written: unique symbol

/** An approved call with its rows on record; only `Journal.intend` makes one, and orders leave as nothing else. */
export interface Intended {
  readonly call: Approved
  /** One id for each order of the call, in the call's order; exactly one for a call that moves funds. */
  readonly intents: readonly string[]
  readonly clientOrderIds: readonly string[]
  readonly [written]: true
}

/** What became of one intent. */
export interface Outcome {
  readonly state: Exclude<IntentState, 'intended' | 'sent'>
  readonly txids?: readonly string[]
  /** The error code of a refusal or a doubt. */
  readonly code?: string
}

export interface Journal {
  /** Writes one row for each order, in one step, before anything is sent. Throws order_id_used. */
  intend(call: Approved, by: { tokenId: string; request: string }, now: number): Intended
  /** For a call that places nothing (`validate`): passes like one on record, and leaves no row. */
  rehearse(call: Approved): Intended
  /** Notes that the call leaves in this very turn, with the deadline it carries. */
  sent(intended: Intended, deadline: string | undefined, now: number): void
  /** Notes what became of the orders, one outcome each (or one for all). */
  settle(intended: Intended, outcomes: readonly Outcome[], now: number): void
  /**
   * Run once at wake-up: what was on its way when the object died is in doubt; what was only intended never left,
   * because the row says `sent` before the request does.
   */
  recover(now: number): void
  /** Client order ids of the orders that carried this `userref`, which we keep here and do not send. */
  idsByUserref(userref: number): readonly string[]
}

/** The append-only record of intents and outcomes, in the account object's own storage. */
export const createJournal = (sql: Sql, newIntentId: () => string): Journal => ({
  intend: (call, by, now) =>
    sql.transaction(() => {
      const orders = ordersOf(call.params)
      const clientOrderIds = tagsOf(call.endpoint.tool, call.params).map((tag) => tag.clientOrderId)
      for (const id of clientOrderIds) if (usedBefore(sql, id)) throw idUsed(id)
      const intents = orders.map((order, position) => {
        const id = newIntentId()
        sql.run(
          `INSERT INTO intents (id, request, token_id, tool, position, params, client_order_id, userref, state, intended_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'intended', ?)`,
          id,
          by.request,
          by.tokenId,
          call.endpoint.tool,
          position,
          JSON.stringify({ ...shared(call.params), ...order }),
          clientOrderIds[position] ?? null,
          typeof order.userref === 'number' ? order.userref : null,
          now,
        )
        return id
      })
      return onRecord({ call, intents, clientOrderIds })
    }),

  rehearse: (call) => onRecord({ call, intents: [], clientOrderIds: [] }),

  sent: ({ intents }, deadline, now) =>
    sql.transaction(() => {
      for (const id of intents)
        sql.run(
          `UPDATE intents SET state = 'sent', deadline = ?, sent_at = ? WHERE id = ? AND state = 'intended'`,
          deadline ?? null,
          now,
          id,
        )
    }),

  settle: ({ intents }, outcomes, now) =>
    sql.transaction(() => {
      intents.forEach((id, position) => {
        const outcome = outcomes[position] ?? outcomes[0]
        if (!outcome) return
        sql.run(
          `UPDATE intents SET state = ?, txids = ?, code = ?, settled_at = ? WHERE id = ? AND state IN ('intended', 'sent')`,
          outcome.state,
          outcome.txids ? JSON.stringify(outcome.txids) : null,
          outcome.code ?? null,
          now,
          id,
        )
      })
    }),

  recover: (now) =>
    sql.transaction(() => {
      sql.run(`UPDATE intents SET state = 'uncertain', code = 'interrupted' WHERE state = 'sent'`)
      sql.run(
        `UPDATE intents SET state = 'withdrawn', code = 'interrupted', settled_at = ? WHERE state = 'intended'`,
        now,
      )
    }),

  idsByUserref: (userref) =>
    sql
      .run(
        `SELECT client_order_id FROM intents
         WHERE userref = ? AND client_order_id IS NOT NULL AND state IN ('intended', 'sent', 'placed', 'uncertain')
         ORDER BY intended_at DESC LIMIT 50`,
        userref,
      )
      .flatMap(textOf('client_order_id')),
})

// The one place where the mark is made.
const onRecord = (fields: Omit<Intended, typeof written>): Intended => fields as Intended

const ordersOf = (params: Params): readonly Params[] =>
  Array.isArray(params.orders) ? params.orders : [params]

// Of a batch, what all its orders share.
const shared = ({ orders: _, ...rest }: Params): Params => rest

/**
 * Tells whether an order with this id may ever have been placed on the account. Kraken holds ids unique among open
 * orders only, so a filled order's id would be taken a second time.
 */
const usedBefore = (sql: Sql, id: string): boolean =>
  sql.run(
    `SELECT 1 FROM intents WHERE client_order_id = ? AND state NOT IN ('withdrawn', 'busy', 'refused') LIMIT 1`,
    id,
  ).length > 0

const textOf = (column: string) => (row: SqlRow) => {
  const value = row[column]
  return typeof value === 'string' ? [value] : []
}

const idUsed = (id: string) =>
  new BreakwaterError('invalid', 'order_id_used', 'This cl_ord_id was used before on this account.', {
    hint: 'Choose a new cl_ord_id, or leave it out and one is made. Look with get_open_orders first if you meant to retry.',
    details: { cl_ord_id: id },
  })
