import type { InventoryFact, OrderFact } from '../../domain/risk/facts.ts'
import type { Sql, SqlRow } from '../sql.ts'
import { expectedCloses } from './expected-closes.ts'
import { AMEND, amendFact, orderFact, underAmends } from './order-fact.ts'
import { INVENTORY, type RowWatch } from './row-watch.ts'

/** What the journal says of orders, read in the very step in which they are judged. */
export interface OrderFacts {
  /**
   * Open, unresolved, traded in the last 24 hours, or intended in the last hour; of every token, and of strangers. The very
   * same list as before where nothing has changed.
   */
  orders(now: number): readonly OrderFact[]
  /** What tokens have bought less what they have sold on spot, over all time. */
  inventory(): readonly InventoryFact[]
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const COLUMNS = `id, token_id, tool, txids, client_order_id, pair, symbol, side, order_type, state, volume, filled, cost,
  worst_price, limit_price, trigger_price, leverage, reduce_only, protective, approved, target, intended_at, filled_at, final,
  settled_at, looked_at, json_extract(params, '$.close') AS close`

// What was refused has left all the same, and counts for the rate; what never left counts for nothing. Indexed, all of them.
const RELEVANT = `
  SELECT ${COLUMNS} FROM intents WHERE state IN ('intended', 'sent', 'uncertain')
  UNION SELECT ${COLUMNS} FROM intents WHERE final = 0 AND state = 'placed' AND side IS NOT NULL
  UNION SELECT ${COLUMNS} FROM intents WHERE filled_at > ? AND state = 'placed'
  UNION SELECT ${COLUMNS} FROM intents WHERE intended_at > ? AND state IN ('placed', 'refused', 'not_placed')`
const ONE = `SELECT ${COLUMNS} FROM intents WHERE id = ?`

interface Kept {
  readonly row: SqlRow
  readonly fact: OrderFact
  /** When it counts for nothing any more. */
  readonly oldAt: number
}

/** Reads orders and inventory from the account's own storage; rows that nobody has written since are not read again. */
export const createOrderFacts = (sql: Sql, watch: Pick<RowWatch, 'taken'> = EVERYTHING): OrderFacts => {
  let kept = new Map<string, Kept>()
  let facts: readonly OrderFact[] = []
  let inventory: readonly InventoryFact[] = []
  // Between these two moments nothing grows old by itself; a clock that has stepped back makes everything new.
  let [readAt, nextOldAt, lastNow] = [0, 0, 0]

  const keep = (row: SqlRow, now: number): void => {
    const id = String(row.id)
    const end = oldAt(row)
    if (isRelevant(row) && end > now)
      kept.set(id, { row, fact: row.tool === AMEND ? amendFact(row) : orderFact(row), oldAt: end })
    else kept.delete(id)
  }

  const readAll = (now: number): void => {
    kept = new Map()
    for (const row of sql.run(RELEVANT, now - DAY_MS, now - HOUR_MS)) keep(row, now)
  }

  const read = (ids: ReadonlySet<string>, now: number): void => {
    for (const id of ids) {
      if (id === INVENTORY) continue
      const [row] = sql.run(ONE, id)
      if (row) keep(row, now)
      else kept.delete(id)
    }
  }

  const settle = (now: number): void => {
    const rows = [...kept.values()]
    facts = [...underAmends(rows), ...expectedCloses(rows)]
    readAt = now
    nextOldAt = rows.reduce((next, { oldAt }) => Math.min(next, oldAt), now + HOUR_MS)
  }

  const refresh = (now: number): void => {
    const written = watch.taken()
    if (written === 'all' || written.has(INVENTORY))
      inventory = sql.run('SELECT token_id, asset, net FROM inventory').map(inventoryFact)
    if (written === 'all' || now >= nextOldAt || now < readAt) readAll(now)
    else if (written.size === 0) return
    else read(written, now)
    settle(now)
  }

  return {
    orders(now) {
      lastNow = now
      refresh(now)
      return facts
    },
    inventory() {
      refresh(lastNow)
      return inventory
    },
  }
}

const inventoryFact = (row: SqlRow): InventoryFact => ({
  tokenId: String(row.token_id),
  asset: String(row.asset),
  net: String(row.net),
})

const EVERYTHING: Pick<RowWatch, 'taken'> = { taken: () => 'all' }

const isUnsettled = ({ state, final, side }: SqlRow): boolean =>
  state === 'intended' ||
  state === 'sent' ||
  state === 'uncertain' ||
  (state === 'placed' && final === 0 && side !== null)

const LEFT: ReadonlySet<unknown> = new Set(['placed', 'refused', 'not_placed'])

const isRelevant = (row: SqlRow): boolean =>
  (row.side !== null || row.tool === AMEND) && (isUnsettled(row) || LEFT.has(row.state))

/** When a row counts for nothing any more: never, while it is not settled. */
const oldAt = (row: SqlRow): number => {
  if (isUnsettled(row)) return Number.POSITIVE_INFINITY
  const traded = row.state === 'placed' && typeof row.filled_at === 'number' ? row.filled_at + DAY_MS : 0
  return Math.max(traded, Number(row.intended_at) + HOUR_MS)
}
