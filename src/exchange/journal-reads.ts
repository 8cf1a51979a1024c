import { type Intent, type IntentState, intentOf } from './intent.ts'
import type { Sql, SqlValue } from './sql.ts'

/** Which intents to list: newest first. */
export interface IntentFilter {
  readonly tokenId?: string | undefined
  readonly state?: IntentState | undefined
  /** Only those older than this intent. */
  readonly before?: string | undefined
  readonly limit: number
}

/** What the journal answers. */
export interface JournalReads {
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
}

export const createJournalReads = (sql: Sql): JournalReads => {
  const where = (condition: string, ...binds: SqlValue[]): readonly Intent[] =>
    sql.run(`SELECT * FROM intents WHERE ${condition}`, ...binds).map(intentOf)

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
  }
}

const twice = (value: string | undefined): [SqlValue, SqlValue] => [value ?? null, value ?? null]
