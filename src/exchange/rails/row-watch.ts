import type { Sql, SqlValue } from '../sql.ts'

/** Which rows of the journal have been written since somebody last asked. */
export interface RowWatch {
  /** The same storage; what writes the journal must write through it. */
  readonly sql: Sql
  /** The ids written since the last call, or "all" where that cannot be told. */
  taken(): ReadonlySet<string> | 'all'
}

/**
 * Listens to what is written into the journal, so that what was read of it need not be read again for every order. Any
 * statement whose row it cannot tell makes everything new.
 */
export const createRowWatch = (sql: Sql): RowWatch => {
  let touched = new Set<string>()
  let isAll = true
  const positions = new Map<string, Place>()

  const hear = (statement: string, binds: readonly SqlValue[]): void => {
    const position = positions.get(statement) ?? rowIn(statement)
    positions.set(statement, position)
    if (position === 'none') return
    if (position === 'inventory') {
      touched.add(INVENTORY)
      return
    }
    const id = position === 'all' ? undefined : binds[position]
    if (typeof id === 'string') touched.add(id)
    else isAll = true
  }

  return {
    sql: {
      run(statement, ...binds) {
        hear(statement, binds)
        return sql.run(statement, ...binds)
      },
      transaction: (work) => sql.transaction(work),
    },
    taken() {
      const taken = isAll ? 'all' : touched
      isAll = false
      touched = new Set()
      return taken
    },
  }
}

/** Stands among the ids where the inventory was written. */
export const INVENTORY = 'the inventory'

/** Where among its binds a statement names the one row of the journal that it writes. */
type Place = number | 'all' | 'none' | 'inventory'

const rowIn = (statement: string): Place => {
  const text = statement.trim()
  if (!/^(INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i.test(text)) return 'none'
  if (/\binventory\b/i.test(text)) return /\bintents\b/i.test(text) ? 'all' : 'inventory'
  if (!/\bintents\b/i.test(text)) return 'none'
  if (/^INSERT( OR \w+)? INTO intents \(id,/i.test(text)) return 0
  const [before, after] = text.split(/\bWHERE id = \?/i)
  return before !== undefined && after !== undefined && /^(UPDATE|DELETE)/i.test(text)
    ? before.split('?').length - 1
    : 'all'
}
