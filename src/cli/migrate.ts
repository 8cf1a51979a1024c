import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { PROJECT } from './project.ts'

const FOLDER = join(PROJECT, 'migrations')
// Wrangler's own table, word for word: what is applied here is applied for `wrangler d1 migrations` too.
const LEDGER = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`
const Applied = z.array(z.object({ name: z.string() }))

/** Brings a local database up to date, each migration as one transaction; `split` cuts SQL into its statements. */
export const migrate = async (db: D1Database, split: (sql: string) => string[]): Promise<void> => {
  await db.prepare(LEDGER).run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all()
  const applied = new Set(Applied.parse(results).map(({ name }) => name))
  for (const name of readdirSync(FOLDER).sort()) {
    if (!name.endsWith('.sql') || applied.has(name)) continue
    const statements = split(readFileSync(join(FOLDER, name), 'utf8')).map((sql) => db.prepare(sql))
    await db.batch([...statements, db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)])
  }
}
