import type { Sql } from '../exchange/sql.ts'

/** A Durable Object's SQLite as the rooms below know it. */
export const sqlOf = (storage: DurableObjectStorage): Sql => ({
  run: (statement, ...binds) =>
    storage.sql
      .exec(statement, ...binds)
      .toArray()
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))),
  transaction: (work) => storage.transactionSync(work),
})

// We store text, integers and null; a blob would be a fault of ours.
const plain = (value: SqlStorageValue): string | number | null => {
  if (value instanceof ArrayBuffer) throw new TypeError('a blob where text or a number belongs')
  return value
}
