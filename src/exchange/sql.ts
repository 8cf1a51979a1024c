/** One value that SQLite keeps for us; times are integers, money and documents are text. */
export type SqlValue = string | number | null

export type SqlRow = Readonly<Record<string, SqlValue>>

/**
 * A synchronous SQLite, as a Durable Object's storage and Node's own module both can be.
 * Synchronous on purpose: between two statements of one function nothing else can run.
 */
export interface Sql {
  /** Runs one statement with its binds and returns all rows. */
  run(statement: string, ...binds: SqlValue[]): readonly SqlRow[]
  /** Runs `work` whole or not at all. */
  transaction<T>(work: () => T): T
}
