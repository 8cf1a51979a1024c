import type { Entry, Trade } from '../../domain/matching/effect.ts'
import type { Order } from '../../domain/matching/order.ts'
import type { Taken } from '../../domain/matching/state.ts'
import type { Amend } from '../../kraken/trading/account.ts'
import type { Sql } from '../sql.ts'
import type { Cursor, PaperState } from './state.ts'

type Docs<T> = Readonly<Record<string, T>>

/** Reads the account from its rows; undefined where it was never opened. */
export const loadPaper = (sql: Sql): PaperState | undefined => {
  const facts = factsIn(sql)
  if (facts === undefined) return undefined
  return {
    ...facts,
    balances: docsIn<string>(sql, 'paper_balances'),
    orders: docsIn<Order>(sql, 'paper_orders'),
    taken: docsIn<Taken>(sql, 'paper_taken'),
    amends: docsIn<Amend[]>(sql, 'paper_amends'),
    tape: docsIn<Cursor>(sql, 'paper_tape'),
    closed: listIn<Order>(sql, 'paper_closed'),
    trades: listIn<Trade>(sql, 'paper_trades'),
    ledger: listIn<Entry>(sql, 'paper_ledger'),
    positions: {},
    closedPositions: [],
    counters: {},
    lookedAt: facts.beginning.at,
  }
}

/** Writes what differs, row by row; the lists only grow. Runs within the caller's transaction. */
export const savePaper = (sql: Sql, before: PaperState | undefined, after: PaperState): void => {
  saveFacts(sql, before, after)
  saveDocs(sql, 'paper_balances', before?.balances, after.balances)
  saveDocs(sql, 'paper_orders', before?.orders, after.orders)
  saveDocs(sql, 'paper_taken', before?.taken, after.taken)
  saveDocs(sql, 'paper_amends', before?.amends, after.amends)
  saveDocs(sql, 'paper_tape', before?.tape, after.tape)
  saveTail(sql, 'paper_closed', before?.closed, after.closed)
  saveTail(sql, 'paper_trades', before?.trades, after.trades)
  saveTail(sql, 'paper_ledger', before?.ledger, after.ledger)
}

const TABLES = ['facts', 'balances', 'orders', 'taken', 'amends', 'tape', 'closed', 'trades', 'ledger']

/** Forgets the account. Runs within the caller's transaction. */
export const clearPaper = (sql: Sql): void => {
  for (const table of TABLES) sql.run(`DELETE FROM paper_${table}`)
}

type Facts = Pick<PaperState, 'ids' | 'beginning' | 'deadMan' | 'leastTier'>

const factsIn = (sql: Sql): Facts | undefined => {
  const [row] = sql.run("SELECT doc FROM paper_facts WHERE id = 'facts'")
  return row && JSON.parse(String(row.doc))
}

const factsOf = ({ ids, beginning, deadMan, leastTier }: Facts): Facts => ({
  ids,
  beginning,
  deadMan,
  leastTier,
})

const saveFacts = (sql: Sql, before: PaperState | undefined, after: PaperState): void => {
  const doc = JSON.stringify(factsOf(after))
  if (before && JSON.stringify(factsOf(before)) === doc) return
  saveDocs(sql, 'paper_facts', {}, { facts: factsOf(after) })
}

// Only what we wrote ourselves stands in these rows.
const docsIn = <T>(sql: Sql, table: string): Record<string, T> =>
  Object.fromEntries(
    sql
      .run(`SELECT id, doc FROM ${table} ORDER BY rowid`)
      .map(({ id, doc }) => [id, JSON.parse(String(doc))]),
  )

const listIn = <T>(sql: Sql, table: string): T[] =>
  sql.run(`SELECT doc FROM ${table} ORDER BY n`).map(({ doc }) => JSON.parse(String(doc)))

const saveDocs = <T>(sql: Sql, table: string, before: Docs<T> = {}, after: Docs<T>): void => {
  for (const [id, doc] of Object.entries(after))
    if (before[id] !== doc)
      sql.run(
        `INSERT INTO ${table} (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc`,
        id,
        JSON.stringify(doc),
      )
  for (const id of Object.keys(before))
    if (after[id] === undefined) sql.run(`DELETE FROM ${table} WHERE id = ?`, id)
}

const saveTail = <T>(sql: Sql, table: string, before: readonly T[] = [], after: readonly T[]): void => {
  for (let at = before.length; at < after.length; at++)
    sql.run(`INSERT INTO ${table} (n, doc) VALUES (?, ?)`, at, JSON.stringify(after[at]))
}
