import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { migrate } from '../../src/durable/schema.ts'
import type { Sql, SqlRow, SqlValue } from '../../src/exchange/sql.ts'

/** A real SQLite in memory with the account object's tables; a "restart" opens a new account over the same one. */
export const aDatabase = (): Sql => {
  const database = new DatabaseSync(':memory:')
  const sql = over(database)
  image ??= imageOf()
  // A Node that cannot do this yet makes the tables anew.
  if (image) database.deserialize(image)
  else migrate(sql)
  return sql
}

// Hundreds of tests and a thousand stories begin with the same empty tables: made once, then copied.
let image: Uint8Array | undefined

const imageOf = (): Uint8Array | undefined => {
  const made = new DatabaseSync(':memory:')
  migrate(over(made))
  return 'serialize' in made ? made.serialize() : undefined
}

const over = (database: DatabaseSync): Sql => {
  const prepared = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? database.prepare(text)
    prepared.set(text, statement)
    return statement
  }
  let depth = 0
  return {
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
}

// A loop, as every row of every story passes here.
const plainRow = (row: Readonly<Record<string, unknown>>): SqlRow => {
  const made: Record<string, SqlValue> = {}
  for (const name in row) made[name] = plain(row[name])
  return made
}

const plain = (value: unknown): SqlValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError('neither text, number nor null')
}
