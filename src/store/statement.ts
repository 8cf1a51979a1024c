/** A SQL text with `?` where its values go, and the values in that order. */
export interface Statement {
  readonly sql: string
  readonly values: readonly (string | number | null)[]
}

/** Prepares a statement with its values bound, never spliced. */
export const bound = (db: D1Database, { sql, values }: Statement): D1PreparedStatement =>
  db.prepare(sql).bind(...values)
