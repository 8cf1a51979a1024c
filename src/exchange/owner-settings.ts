import { createHash } from 'node:crypto'
import type { Audit } from './audit.ts'
import type { Settings } from './settings.ts'
import type { Sql } from './sql.ts'
import type { States } from './states.ts'

/** Writes into the audit which settings are others than in the life before; the first life has nothing to compare. */
export const noteSettings = (
  settings: Settings,
  { sql, states, audit }: { readonly sql: Sql; readonly states: States; readonly audit: Audit },
  now: number,
): void => {
  const marks = marksOf(settings)
  const before = states.get('settings')
  if (JSON.stringify(before) === JSON.stringify(marks)) return
  sql.transaction(() => {
    states.set('settings', marks)
    if (before === undefined) return
    const old: Readonly<Record<string, unknown>> = Object(before)
    const names = [...new Set([...Object.keys(old), ...Object.keys(marks)])]
    const changed = names.filter((name) => old[name] !== marks[name])
    audit.write({ event: 'settings.changed', facts: { changed } }, now)
  })
}

// Some settings are secrets, so of each value only a mark is kept, by which a change shows. A mark of what a person made
// up could be guessed from: of a passphrase nothing is kept.
const marksOf = ({ ownerPassphrase: _, ...settings }: Settings): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16),
    ]),
  )
