import type { Audit } from './audit.ts'
import type { Intent } from './intent.ts'
import { writeReserve } from './journal-reserve.ts'
import type { SeenOrder } from './order-look.ts'
import { OWNER_ID } from './owner-id.ts'
import { reserveOfSeen } from './rails/reserve.ts'
import type { Sql } from './sql.ts'

/** The orders of the account that the journal did not place: what fills opened, and what came from elsewhere. */
export interface JournalStrangers {
  /** Takes an open order into the books that we did not place: of a parent's token, or else of the owner. */
  adopt(order: SeenOrder, parent: Intent | undefined, symbol: string | undefined, now: number): void
  /** Notes an order that traded and was never ours, once. */
  strange(txid: string, now: number): void
  /** Closed orders whose conditional close no look has shown yet. */
  closesAwaited(now: number): readonly string[]
  /** Notes that a complete look showed what these orders' closes have come to. */
  closesSeen(ids: readonly string[], now: number): void
}

interface StrangersDeps {
  readonly sql: Sql
  readonly audit: Audit
  readonly newId: () => string
}

const DAY_MS = 86_400_000

// What traded longer ago counts for nothing any more; what was in doubt may have been looked at before.
const CLOSES_AWAITED = `SELECT id FROM intents
  WHERE filled_at > ? AND final = 1 AND state = 'placed' AND json_extract(params, '$.close') IS NOT NULL
    AND (looked_at IS NULL OR looked_at <= settled_at)`

export const createStrangers = ({ sql, audit, newId }: StrangersDeps): JournalStrangers => ({
  adopt: (order, parent, symbol, now) =>
    sql.transaction(() => {
      const id = newId()
      const tool = parent ? 'conditional_close' : 'stranger'
      const tokenId = parent?.tokenId ?? OWNER_ID
      insertSeen(sql, order, { id, tokenId, tool, now })
      writeReserve(sql, id, { ...reserveOfSeen(order), symbol, target: parent?.id })
      audit.write({ event: `order.adopted`, tokenId, subject: id, facts: { tool, txid: order.txid } }, now)
    }),
  strange: (txid, now) =>
    sql.transaction(() => {
      const seen = sql.run(`SELECT 1 FROM audit WHERE event = 'order.strange' AND subject = ? LIMIT 1`, txid)
      if (seen.length === 0) audit.write({ event: 'order.strange', tokenId: OWNER_ID, subject: txid }, now)
    }),
  closesAwaited: (now) => sql.run(CLOSES_AWAITED, now - DAY_MS).map(({ id }) => String(id)),
  closesSeen: (ids, now) =>
    sql.transaction(() => {
      for (const id of ids) sql.run('UPDATE intents SET looked_at = ? WHERE id = ?', now, id)
    }),
})

interface Adoption {
  readonly id: string
  readonly tokenId: string
  readonly tool: string
  readonly now: number
}

const insertSeen = (sql: Sql, order: SeenOrder, { id, tokenId, tool, now }: Adoption): void => {
  const { orderType, side, volume, price } = order
  sql.run(
    `INSERT INTO intents (id, call_id, position, request, token_id, tool, params, digest, pair, side, state,
       txids, intended_at, settled_at) VALUES (?, ?, 0, 'reconcile', ?, ?, ?, '', ?, ?, 'placed', ?, ?, ?)`,
    id,
    id,
    tokenId,
    tool,
    JSON.stringify({ ordertype: orderType, type: side, volume, price }),
    order.pair,
    side,
    JSON.stringify([order.txid]),
    order.openedAt > 0 ? Math.round(order.openedAt) : now,
    now,
  )
}
