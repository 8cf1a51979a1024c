import type { Audit } from './audit.ts'
import { type Intent, type IntentState, intentOf } from './intent.ts'
import { applyAmend } from './rails/amended.ts'
import type { Sql, SqlValue } from './sql.ts'

/** Which intents to list: newest first. */
export interface IntentFilter {
  readonly tokenId?: string | undefined
  readonly state?: IntentState | undefined
  /** Only those older than this intent. */
  readonly before?: string | undefined
  readonly limit: number
}

/** How a placed order ended. */
export type Ending = 'filled' | 'canceled' | 'expired'

/** What the journal answers, and what settlement writes into it. */
export interface JournalBook {
  get(id: string): Intent | undefined
  list(filter: IntentFilter): readonly Intent[]
  /** All orders of one call, in their order. */
  ofCall(callId: string): readonly Intent[]
  uncertain(): readonly Intent[]
  /** Sent and not answered, or in doubt. */
  unsettled(): readonly Intent[]
  /** Orders that were placed and, as far as we know, still rest; those too that a fill opened, which bear Kraken's id alone. */
  working(tokenId?: string): readonly Intent[]
  /** Every order that, as far as we know, still rests: of our tokens, and those adopted from elsewhere. */
  workingOrders(): readonly Intent[]
  /** Orders that ended or never rested (market, IOC, FOK), and whose last fills no look has shown yet. */
  notFinal(): readonly Intent[]
  /** The intent that an order belongs to, by either of its names. */
  byOrder(name: { txid?: string | undefined; clientOrderId?: string | undefined }): Intent | undefined
  /** Client order ids of the orders that carried this `userref`, which we keep here and do not send. */
  idsByUserref(userref: number): readonly string[]

  /** `uncertain → placed`, with the ids under which Kraken knows it. */
  found(id: string, txids: readonly string[], now: number): void
  /** Notes that a complete look did not find it. */
  missed(id: string, now: number): void
  /** `uncertain → not_placed`. */
  notPlaced(id: string, now: number): void
  /** `uncertain → placed` or `not_placed` by the owner's word. */
  settledByHand(id: string, as: 'placed' | 'not_placed', by: string, now: number): void
  /** Keeps a cancel for what is in doubt; it is carried out when it is found. */
  wishCancelled(ids: readonly string[], by: string, now: number): void
  wishDone(id: string): void
  /** Notes how a placed order ended. */
  ended(id: string, how: Ending, now: number): void
  /** Notes that the owner was told of a doubt. */
  told(id: string, now: number): void
}

export const createBook = (sql: Sql, audit: Audit): JournalBook => {
  const where = (condition: string, ...binds: SqlValue[]): readonly Intent[] =>
    sql.run(`SELECT * FROM intents WHERE ${condition}`, ...binds).map(intentOf)

  const leaveDoubt = (
    id: string,
    state: 'placed' | 'not_placed',
    txids: readonly string[],
    now: number,
    by?: string,
  ): void =>
    sql.transaction(() => {
      const [row] = sql.run(
        `UPDATE intents SET state = ?, txids = COALESCE(?, txids), code = NULL, settled_at = ?
         WHERE id = ? AND state = 'uncertain' RETURNING token_id, tool`,
        state,
        txids.length > 0 ? JSON.stringify(txids) : null,
        now,
        id,
      )
      if (row && state === 'placed' && row.tool === 'amend_order') applyAmend(sql, id, now)
      if (row)
        audit.write(
          {
            event: `intent.${state}`,
            tokenId: String(row.token_id),
            subject: id,
            facts: { txids, ...(by === undefined ? {} : { by }) },
          },
          now,
        )
    })

  return {
    get: (id) => where('id = ?', id)[0],
    ofCall: (callId) => where('call_id = ? ORDER BY position', callId),
    uncertain: () => where(`state = 'uncertain' ORDER BY intended_at`),
    unsettled: () => where(`state IN ('sent', 'uncertain') ORDER BY intended_at`),
    working: (tokenId) =>
      where(
        `state = 'placed' AND ended IS NULL AND (client_order_id IS NOT NULL OR side IS NOT NULL)
           AND (? IS NULL OR token_id = ?) ORDER BY intended_at`,
        tokenId ?? null,
        tokenId ?? null,
      ),
    workingOrders: () =>
      where(
        `state = 'placed' AND ended IS NULL AND pair IS NOT NULL AND side IS NOT NULL ORDER BY intended_at`,
      ),
    notFinal: () =>
      where(
        `final = 0 AND state = 'placed' AND side IS NOT NULL
           AND (ended IS NOT NULL OR order_type IN ('market', 'settle-position')
                OR params LIKE '%"timeinforce":"_O_"%') ORDER BY intended_at`,
      ),
    list: ({ tokenId, state, before, limit }) =>
      where(
        `(? IS NULL OR token_id = ?) AND (? IS NULL OR state = ?)
           AND (? IS NULL OR rowid < (SELECT rowid FROM intents WHERE id = ?))
         ORDER BY rowid DESC LIMIT ?`,
        ...twice(tokenId),
        ...twice(state),
        ...twice(before),
        limit,
      ),
    byOrder({ txid, clientOrderId }) {
      const named =
        clientOrderId === undefined
          ? undefined
          : where('client_order_id = ? ORDER BY intended_at DESC LIMIT 1', clientOrderId)[0]
      if (named || txid === undefined) return named
      return where('side IS NOT NULL AND txids = ? LIMIT 1', JSON.stringify([txid]))[0]
    },
    idsByUserref: (userref) =>
      where(
        `userref = ? AND client_order_id IS NOT NULL AND ended IS NULL
           AND state IN ('intended', 'sent', 'placed', 'uncertain') ORDER BY intended_at DESC`,
        userref,
      ).flatMap(({ clientOrderId }) => clientOrderId ?? []),

    found: (id, txids, now) => leaveDoubt(id, 'placed', txids, now),
    missed: (id, now) =>
      void sql.run(
        'UPDATE intents SET looked_at = ?, missed_at = COALESCE(missed_at, ?) WHERE id = ?',
        now,
        now,
        id,
      ),
    notPlaced: (id, now) => leaveDoubt(id, 'not_placed', [], now),
    settledByHand: (id, as, by, now) => leaveDoubt(id, as, [], now, by),
    wishCancelled: (ids, by, now) =>
      sql.transaction(() => {
        for (const id of ids) {
          sql.run(`UPDATE intents SET cancel_wish = COALESCE(cancel_wish, ?) WHERE id = ?`, by, id)
          audit.write({ event: 'intent.cancel_wished', subject: id, facts: { by } }, now)
        }
      }),
    wishDone: (id) => void sql.run('UPDATE intents SET cancel_wish = NULL WHERE id = ?', id),
    ended: (id, how, now) =>
      sql.transaction(() => {
        const [row] = sql.run(
          'UPDATE intents SET ended = ? WHERE id = ? AND ended IS NULL RETURNING token_id',
          how,
          id,
        )
        if (row) audit.write({ event: `order.${how}`, tokenId: String(row.token_id), subject: id }, now)
      }),
    told: (id, now) => void sql.run('UPDATE intents SET told_at = ? WHERE id = ?', now, id),
  }
}

const twice = (value: string | undefined): [SqlValue, SqlValue] => [value ?? null, value ?? null]
