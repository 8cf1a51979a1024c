import type { Sql } from './sql.ts'

/** Small facts of the account that outlive an eviction, each under its name; JSON. */
export interface States {
  get(name: string): unknown
  set(name: string, value: unknown): void
  clear(name: string): void
}

export const createStates = (sql: Sql): States => ({
  get(name) {
    const [row] = sql.run('SELECT value FROM states WHERE name = ?', name)
    return typeof row?.value === 'string' ? JSON.parse(row.value) : undefined
  },
  set: (name, value) =>
    void sql.run(
      'INSERT INTO states (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    ),
  clear: (name) => void sql.run('DELETE FROM states WHERE name = ?', name),
})
