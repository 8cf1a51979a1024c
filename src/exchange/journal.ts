import { BreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Audit } from './audit.ts'
import type { Intent, IntentState } from './intent.ts'
import { createBook, type JournalBook } from './journal-book.ts'
import { likenessOf, normalForm } from './normal-form.ts'
import type { SeenOrder } from './order-look.ts'
import { tagsOf } from './order-tag.ts'
import { OWNER_ID } from './owner-id.ts'
import { applyAmend } from './rails/amended.ts'
import { type Reserve, reserveOfSeen } from './rails/reserve.ts'
import type { Approved } from './rails.ts'
import { type Replay, replayOf } from './replay.ts'
import type { Sql } from './sql.ts'
import { mustNotRepeat } from './twins.ts'

declare const written: unique symbol

/** An approved call with its rows on record; only the journal makes one, and orders leave as nothing else. */
export interface Intended {
  readonly call: Approved
  /** One id for each order of the call, in the call's order; exactly one for any other call. */
  readonly intents: readonly string[]
  readonly clientOrderIds: readonly string[]
  readonly [written]: true
}

/** Who wants a call, and how it can be told from another. */
export interface Wish {
  readonly tokenId: string
  readonly request: string
  /** One word for what is wanted: see `digestOf`. */
  readonly digest: string
  readonly idempotencyKey: string | undefined
  /** The caller gave ids of its own, and so says that a second order like the last is meant. */
  readonly insists: boolean
}

/** One moment by two clocks, unix milliseconds. */
export interface Moment {
  readonly ours: number
  readonly exchanges: number
}

/** What became of one intent. */
export interface Outcome {
  readonly state: Extract<IntentState, 'placed' | 'refused' | 'uncertain' | 'busy' | 'withdrawn' | 'denied'>
  readonly txids?: readonly string[]
  /** The error code of a refusal or a doubt, and Kraken's words for it. */
  readonly code?: string
  readonly kraken?: string | undefined
}

export interface Journal extends JournalBook {
  /** What an earlier call under the same idempotency key came to; throws key_reused if that call was another. */
  replay(wish: Wish): Replay | undefined
  /**
   * Writes one row for each order, in one step, before anything is sent; or takes the rows that waited for approval (`reuse`).
   * Throws order_id_used, probable_repeat, unsettled_transfer.
   */
  intend(call: Approved, wish: Wish, now: number, reuse?: readonly string[]): Intended
  /** For a call that places nothing (`validate`): passes like one on record, and leaves no row. */
  rehearse(call: Approved): Intended
  /** Writes one row for a stop, which no rail has judged; answers its id. */
  noteStop(endpoint: Endpoint, params: Params, by: Pick<Wish, 'tokenId' | 'request'>, now: number): string
  stopSent(id: string, at: Moment): void
  stopSettled(id: string, outcome: Outcome, now: number): void
  /** Takes an open order into the books that we did not place: of a parent's token, or else of the owner. */
  adopt(order: SeenOrder, parent: Intent | undefined, symbol: string | undefined, now: number): void
  /** Closed orders whose conditional close no look has shown yet. */
  closesAwaited(now: number): readonly string[]
  /** Notes that a complete look showed what these orders' closes have come to. */
  closesSeen(ids: readonly string[], now: number): void
  /** Notes an order that traded and was never ours, once. */
  strange(txid: string, now: number): void
  /**
   * Writes one row for each order of a call that waits for its owner's word; answers their ids. Throws as `intend` does:
   * a call that waits already is not asked about twice.
   */
  awaitApproval(endpoint: Endpoint, params: Params, wish: Wish, now: number): readonly string[]
  /** Writes what the rails denied, and why; on the rows that waited for approval where there are such. */
  deny(
    endpoint: Endpoint,
    params: Params,
    wish: Wish,
    reason: BreakwaterError,
    now: number,
    reuse?: readonly string[],
  ): void
  /** Notes that the call leaves in this very turn, with the deadline it carries. */
  sent(intended: Intended, deadline: string | undefined, at: Moment): void
  /** Notes what became of the orders, one outcome each (or one for all). */
  settle(intended: Intended, outcomes: readonly Outcome[], now: number): void
  /**
   * Run once at wake-up: what was on its way when the object died is in doubt; what was only intended never left,
   * because the row says `sent` before the request does.
   */
  recover(now: number): void
  /** When the oldest call that is sent counts as overdue, unix milliseconds; undefined if none is. */
  overdueAt(): number | undefined
  /** Takes for uncertain what was sent so long ago that its answer came or never will: writing it down failed. */
  overdue(now: number): void
}

/** What the rails say of a call beside letting it through. */
type Judged = Partial<Pick<Approved, 'reserves' | 'wanted' | 'judgedOn'>>

const APPROVED_AND_LOST = `SELECT id FROM intents WHERE state = 'awaiting_approval'
  AND call_id IN (SELECT id FROM approvals WHERE state = 'approved')`

const DAY_MS = 86_400_000
/** No call waits so long for its answer. */
const OVERDUE_MS = 60_000

/** The append-only record of intents and outcomes, in the account object's own storage. */
export const createJournal = (sql: Sql, audit: Audit, newIntentId: () => string): Journal => {
  // Until what an earlier life left is marked, a stop may write rows of this one.
  const ofThisLife = new Set<string>()
  let isRecovered = false
  const newId = (): string => {
    const id = newIntentId()
    if (!isRecovered) ofThisLife.add(id)
    return id
  }

  const reserve = (id: string, what: Reserve | undefined): void => {
    if (!what) return
    sql.run(
      `UPDATE intents SET order_type = ?, volume = ?, worst_price = ?, limit_price = ?, trigger_price = ?, leverage = ?,
         reduce_only = ?, protective = ?, symbol = ?, target = ?, filled = COALESCE(?, filled), cost = COALESCE(?, cost) WHERE id = ?`,
      what.orderType ?? null,
      what.volume ?? null,
      what.worstPrice ?? null,
      what.limitPrice ?? null,
      what.triggerPrice ?? null,
      what.leverage ?? null,
      what.reduceOnly ? 1 : 0,
      what.protective ? 1 : 0,
      what.symbol ?? null,
      what.target ?? null,
      what.filled ?? null,
      what.cost ?? null,
      id,
    )
  }

  const insert = (
    endpoint: Endpoint,
    params: Params,
    wish: Wish,
    state: IntentState,
    code: string | null,
    now: number,
    judged: Judged = {},
  ) => {
    const callId = newId()
    const tags = tagsOf(endpoint.tool, params)
    const wanted = ordersOf(judged.wanted ?? params)
    return ordersOf(params).map((order, position) => {
      const id = position === 0 ? callId : newId()
      const isNew = tags.length > 0
      sql.run(
        `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, idempotency_key,
           client_order_id, userref, pair, side, likeness, state, code, intended_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        callId,
        position,
        wish.request,
        wish.tokenId,
        endpoint.tool,
        JSON.stringify(normalForm({ ...shared(params), ...order })),
        wish.digest,
        wish.idempotencyKey ?? null,
        tags[position]?.clientOrderId ?? null,
        tags[position]?.userref ?? null,
        textOrNull(params.pair),
        textOrNull(order.type),
        isNew ? likenessOf(params.pair, wanted[position] ?? order) : null,
        state,
        code,
        now,
      )
      reserve(id, judged.reserves?.[position])
      audit.write(
        {
          event: `intent.${state}`,
          tokenId: wish.tokenId,
          subject: id,
          facts: {
            tool: endpoint.tool,
            ...(code ? { code } : {}),
            ...(judged.judgedOn ? { judged: judged.judgedOn } : {}),
          },
        },
        now,
      )
      return id
    })
  }

  /** The rows that waited for the owner's word go on as intended, from now, with what the call has become. */
  const takeUp = (ids: readonly string[], { params, reserves, judgedOn }: Approved, now: number) => {
    const orders = ordersOf(params)
    return ids.map((id, position) => {
      const [row] = sql.run(
        `UPDATE intents SET state = 'intended', approved = 1, params = ?, intended_at = ?
         WHERE id = ? AND state = 'awaiting_approval' RETURNING token_id`,
        JSON.stringify(normalForm({ ...shared(params), ...orders[position] })),
        now,
        id,
      )
      if (!row) throw new Error('the row does not wait for approval')
      reserve(id, reserves[position])
      const facts = judgedOn ? { judged: judgedOn } : {}
      audit.write({ event: 'intent.intended', tokenId: String(row.token_id), subject: id, facts }, now)
      return id
    })
  }

  const move = (id: string, from: readonly IntentState[], to: Outcome, now: number): void => {
    const marks = from.map(() => '?').join(', ')
    const [moved] = sql.run(
      `UPDATE intents SET state = ?, txids = COALESCE(?, txids), code = ?, kraken = ?, settled_at = ?
       WHERE id = ? AND state IN (${marks}) RETURNING token_id, tool`,
      to.state,
      to.txids ? JSON.stringify(to.txids) : null,
      to.code ?? null,
      to.kraken ?? null,
      to.state === 'uncertain' ? null : now,
      id,
      ...from,
    )
    if (!moved) return
    if (to.state === 'placed' && moved.tool === 'amend_order') applyAmend(sql, id, now)
    const facts = { ...(to.txids ? { txids: to.txids } : {}), ...(to.code ? { code: to.code } : {}) }
    audit.write({ event: `intent.${to.state}`, tokenId: String(moved.token_id), subject: id, facts }, now)
  }

  return {
    ...createBook(sql, audit),
    replay: (wish) => replayOf(sql, wish),

    intend: (call, wish, now, reuse) =>
      sql.transaction(() => {
        const { endpoint, params } = call
        const clientOrderIds = newIdsOf(sql, endpoint, params, reuse)
        mustNotRepeat(sql, endpoint, call.wanted, wish, now, reuse)
        const intents = reuse
          ? takeUp(reuse, call, now)
          : insert(endpoint, params, wish, 'intended', null, now, call)
        return onRecord({ call, intents, clientOrderIds })
      }),

    awaitApproval: (endpoint, params, wish, now) =>
      sql.transaction(() => {
        newIdsOf(sql, endpoint, params)
        mustNotRepeat(sql, endpoint, params, wish, now)
        return insert(endpoint, params, wish, 'awaiting_approval', null, now)
      }),

    rehearse: (call) => onRecord({ call, intents: [], clientOrderIds: [] }),

    noteStop: (endpoint, params, by, now) =>
      sql.transaction(() => {
        const wish = { ...by, digest: '', idempotencyKey: undefined, insists: true }
        const [id = ''] = insert(endpoint, params, wish, 'intended', null, now)
        return id
      }),
    stopSent: (id, { ours, exchanges }) =>
      void sql.run(
        `UPDATE intents SET state = 'sent', sent_at = ?, exchange_at = ? WHERE id = ?`,
        ours,
        exchanges,
        id,
      ),
    stopSettled: (id, outcome, now) => sql.transaction(() => move(id, ['intended', 'sent'], outcome, now)),

    closesAwaited: (now) => sql.run(CLOSES_AWAITED, now - DAY_MS).map(({ id }) => String(id)),
    closesSeen: (ids, now) =>
      sql.transaction(() => {
        for (const id of ids) sql.run('UPDATE intents SET looked_at = ? WHERE id = ?', now, id)
      }),
    adopt: (order, parent, symbol, now) =>
      sql.transaction(() => {
        const id = newId()
        const tool = parent ? 'conditional_close' : 'stranger'
        const tokenId = parent?.tokenId ?? OWNER_ID
        sql.run(
          `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, pair, side, state,
             txids, intended_at, settled_at) VALUES (?, ?, 0, 'reconcile', ?, ?, ?, '', ?, ?, 'placed', ?, ?, ?)`,
          id,
          id,
          tokenId,
          tool,
          JSON.stringify({
            ordertype: order.orderType,
            type: order.side,
            volume: order.volume,
            price: order.price,
          }),
          order.pair,
          order.side,
          JSON.stringify([order.txid]),
          order.openedAt > 0 ? Math.round(order.openedAt) : now,
          now,
        )
        reserve(id, { ...reserveOfSeen(order), symbol, target: parent?.id })
        audit.write({ event: `order.adopted`, tokenId, subject: id, facts: { tool, txid: order.txid } }, now)
      }),
    strange: (txid, now) =>
      sql.transaction(() => {
        const seen = sql.run(
          `SELECT 1 FROM audit WHERE event = 'order.strange' AND subject = ? LIMIT 1`,
          txid,
        )
        if (seen.length === 0) audit.write({ event: 'order.strange', tokenId: OWNER_ID, subject: txid }, now)
      }),

    deny: (endpoint, params, wish, reason, now, reuse) =>
      sql.transaction(() => {
        if (!reuse) insert(endpoint, params, wish, 'denied', reason.code, now)
        for (const id of reuse ?? [])
          move(id, ['awaiting_approval'], { state: 'denied', code: reason.code }, now)
      }),

    sent: ({ intents }, deadline, { ours, exchanges }) =>
      sql.transaction(() => {
        for (const id of intents)
          sql.run(
            `UPDATE intents SET state = 'sent', deadline = ?, sent_at = ?, exchange_at = ?
             WHERE id = ? AND state = 'intended'`,
            deadline ?? null,
            ours,
            exchanges,
            id,
          )
      }),

    settle: ({ intents }, outcomes, now) =>
      sql.transaction(() => {
        intents.forEach((id, position) => {
          // An answer that leaves an order out says nothing about it.
          const outcome = outcomes.length === 1 ? outcomes[0] : outcomes[position]
          move(id, ['intended', 'sent'], outcome ?? { state: 'uncertain', code: 'order_uncertain' }, now)
        })
      }),

    recover(now) {
      const left = (state: IntentState): readonly string[] =>
        sql
          .run('SELECT id FROM intents WHERE state = ?', state)
          .flatMap(({ id }) => (ofThisLife.has(String(id)) ? [] : [String(id)]))
      sql.transaction(() => {
        for (const id of left('sent')) move(id, ['sent'], { state: 'uncertain', code: 'interrupted' }, now)
        for (const id of left('intended'))
          move(id, ['intended'], { state: 'withdrawn', code: 'interrupted' }, now)
        // Approved, and lost before it was written down: nobody is asked about it again.
        for (const { id } of sql.run(APPROVED_AND_LOST))
          move(String(id), ['awaiting_approval'], { state: 'withdrawn', code: 'interrupted' }, now)
      })
      isRecovered = true
      ofThisLife.clear()
    },

    overdueAt() {
      const [row] = sql.run(`SELECT MIN(sent_at) AS at FROM intents WHERE state = 'sent'`)
      return typeof row?.at === 'number' ? row.at + OVERDUE_MS : undefined
    },
    overdue: (now) =>
      sql.transaction(() => {
        for (const { id } of sql.run(
          `SELECT id FROM intents WHERE state = 'sent' AND sent_at <= ?`,
          now - OVERDUE_MS,
        ))
          move(String(id), ['sent'], { state: 'uncertain', code: 'interrupted' }, now)
      }),
  }
}

// What traded longer ago counts for nothing any more; what was in doubt may have been looked at before.
const CLOSES_AWAITED = `SELECT id FROM intents
  WHERE filled_at > ? AND final = 1 AND state = 'placed' AND json_extract(params, '$.close') IS NOT NULL
    AND (looked_at IS NULL OR looked_at <= settled_at)`

// The one place where the mark is made.
const onRecord = (fields: Omit<Intended, typeof written>): Intended => fields as Intended

const ordersOf = (params: Params): readonly Params[] => (isBatch(params) ? params.orders : [params])

// Of a batch, what all its orders share; of any other call, everything.
const shared = (params: Params): Params => {
  if (!isBatch(params)) return params
  const { orders: _, ...rest } = params
  return rest
}

// The `orders` of a batch cancel are ids.
const isBatch = (params: Params): params is Params & { readonly orders: readonly Params[] } =>
  Array.isArray(params.orders) && params.orders.every((order) => typeof order === 'object')

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/**
 * Tells whether an order with this id may ever have been placed on the account. Kraken holds ids unique among open
 * orders only, so a filled order's id would be taken a second time.
 */
const usedBefore = (sql: Sql, id: string, ownRows: readonly string[] = []): boolean =>
  sql
    .run(
      `SELECT id FROM intents WHERE client_order_id = ? AND state NOT IN ('withdrawn', 'busy', 'refused', 'denied')
       UNION ALL SELECT client_order_id AS id FROM spent_ids WHERE client_order_id = ?`,
      id,
      id,
    )
    .some((row) => !ownRows.includes(String(row.id)))

/** The client order ids of a call's new orders; throws order_id_used. */
const newIdsOf = (
  sql: Sql,
  endpoint: Endpoint,
  params: Params,
  reuse: readonly string[] = [],
): readonly string[] => {
  const ids = tagsOf(endpoint.tool, params).map((tag) => tag.clientOrderId)
  for (const [at, id] of ids.entries())
    if (ids.indexOf(id) !== at || usedBefore(sql, id, reuse)) throw idUsed(id)
  return ids
}

const idUsed = (id: string) =>
  new BreakwaterError('invalid', 'order_id_used', 'This cl_ord_id was used before on this account.', {
    hint: 'Choose a new cl_ord_id, or leave it out and one is made. Look with list_intents first if you meant to retry.',
    details: { cl_ord_id: id },
  })
