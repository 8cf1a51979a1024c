import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { migrate } from '../../src/durable/schema.ts'
import type { Sql, SqlRow, SqlValue } from '../../src/exchange/sql.ts'

/** A real SQLite in memory with the account object's tables; a "restart" opens a new account over the same one. */
export const aDatabase = (): Sql => {
  const database = new DatabaseSync(':memory:')
  const prepared = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? database.prepare(text)
    prepared.set(text, statement)
    return statement
  }
  let depth = 0
  const sql: Sql = {
    run: (statement, ...binds) =>
      prepare(statement)
        .all(...binds)
        .map(plainRow),
    transaction(work) {
      if (depth > 0) return work()
      depth++
      database.exec('BEGIN')
      try {
        const result = work()
        database.exec('COMMIT')
        return result
      } catch (failure) {
        database.exec('ROLLBACK')
        throw failure
      } finally {
        depth--
      }
    },
  }
  migrate(sql)
  return sql
}

// A loop, as every row of every story passes here.
const plainRow = (row: object): SqlRow => {
  const made: Record<string, SqlValue> = {}
  for (const [name, value] of Object.entries(row)) made[name] = plain(value)
  return made
}

const plain = (value: unknown): SqlValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError('neither text, number nor null')
}
