import type { OrderName } from './cancel-target.ts'
import type { Intent } from './intent.ts'
import type { Sql, SqlRow } from './sql.ts'

/** One order of a token that may still rest, by the names under which it can be cancelled. */
export interface HeldOrder {
  readonly txid: string | undefined
  readonly clientOrderId: string | undefined
}

/** Whose orders are whose, as the journal has it. All of it throws where the journal cannot be read. */
export interface Holders {
  /** The token whose order bears this name; undefined where the journal knows none. */
  holderOf(name: OrderName): string | undefined
  /** The orders of a token that carried this userref and may still rest. */
  withUserref(tokenId: string, userref: number): readonly HeldOrder[]
  /** Whether Kraken gave this reference to a withdrawal of the token's. */
  withdrew(tokenId: string, refid: string): boolean
  /** Whether something on record bears this reference of Kraken's. */
  isTaken(refid: unknown): boolean
  /** All orders of a token that wait here, are on their way or in doubt, or rest as far as we know. */
  openOf(tokenId: string): readonly HeldOrder[]
}

// A row that never led to an order gives nobody a hold on the name that it bears.
const MAY_EXIST = `state IN ('awaiting_approval', 'intended', 'sent', 'placed', 'uncertain')`
const MAY_REST = `${MAY_EXIST} AND ended IS NULL`
const IS_ORDER = `(client_order_id IS NOT NULL OR side IS NOT NULL)`

export const createHolders = (sql: Sql): Holders => ({
  holderOf(name) {
    const [row] =
      'txid' in name
        ? sql.run(
            `SELECT token_id FROM intents WHERE side IS NOT NULL AND txids = ? LIMIT 1`,
            JSON.stringify([name.txid]),
          )
        : sql.run(
            `SELECT token_id FROM intents WHERE client_order_id = ? AND ${MAY_EXIST} LIMIT 1`,
            name.cl_ord_id,
          )
    return typeof row?.token_id === 'string' ? row.token_id : undefined
  },
  withUserref: (tokenId, userref) =>
    sql
      .run(
        `SELECT txids, client_order_id FROM intents WHERE userref = ? AND token_id = ? AND ${MAY_REST}`,
        userref,
        tokenId,
      )
      .map(heldOf),
  withdrew: (tokenId, refid) =>
    sql.run(
      `SELECT 1 FROM intents WHERE tool = 'withdraw' AND token_id = ? AND txids = ? LIMIT 1`,
      tokenId,
      JSON.stringify([refid]),
    ).length > 0,
  isTaken: (refid) =>
    typeof refid === 'string' &&
    sql.run('SELECT 1 FROM intents WHERE txids = ? LIMIT 1', JSON.stringify([refid])).length > 0,
  openOf: (tokenId) =>
    sql
      .run(
        `SELECT txids, client_order_id FROM intents WHERE token_id = ? AND ${MAY_REST} AND ${IS_ORDER} ORDER BY intended_at`,
        tokenId,
      )
      .map(heldOf),
})

const heldOf = ({ txids, client_order_id }: SqlRow): HeldOrder => {
  const parsed: unknown = typeof txids === 'string' ? JSON.parse(txids) : []
  return {
    txid: Array.isArray(parsed) && typeof parsed[0] === 'string' ? parsed[0] : undefined,
    clientOrderId: typeof client_order_id === 'string' ? client_order_id : undefined,
  }
}

/** The name under which an order is surest to be found: ours, which it has before Kraken's. */
export const nameOf = ({ txid, clientOrderId }: HeldOrder): readonly OrderName[] => {
  if (clientOrderId !== undefined) return [{ cl_ord_id: clientOrderId }]
  return txid === undefined ? [] : [{ txid }]
}

/** The same of rows of the journal, each order once. */
export const namesOf = (orders: readonly Intent[]): readonly OrderName[] => [
  ...new Map(
    orders
      .flatMap(({ txids: [txid], clientOrderId }) => nameOf({ txid, clientOrderId }))
      .map((name) => [JSON.stringify(name), name] as const),
  ).values(),
]
