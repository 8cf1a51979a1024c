import type { Sql } from '../exchange/sql.ts'

/**
 * The account object's own tables. Each step runs once, in order; a step that has shipped is never edited.
 * Times are unix milliseconds, parameters JSON text.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE nonces (key_id TEXT PRIMARY KEY, mark INTEGER NOT NULL) STRICT;
   CREATE TABLE intents (
     id TEXT PRIMARY KEY,
     request TEXT NOT NULL,
     token_id TEXT NOT NULL,
     tool TEXT NOT NULL,
     position INTEGER NOT NULL,
     params TEXT NOT NULL,
     client_order_id TEXT,
     userref INTEGER,
     deadline TEXT,
     state TEXT NOT NULL,
     txids TEXT,
     code TEXT,
     intended_at INTEGER NOT NULL,
     sent_at INTEGER,
     settled_at INTEGER
   ) STRICT;
   CREATE INDEX intents_by_client_order_id ON intents (client_order_id);
   CREATE INDEX intents_by_userref ON intents (userref) WHERE userref IS NOT NULL;
   CREATE INDEX intents_by_state ON intents (state) WHERE state IN ('intended', 'sent', 'uncertain');`,
]

export const SCHEMA_VERSION = STEPS.length

/** Brings the tables up to this code's version and returns the version found, which is higher if the code is older. */
export const migrate = (sql: Sql): number =>
  sql.transaction(() => {
    sql.run('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT')
    const [row] = sql.run('SELECT version FROM schema_version')
    const found = typeof row?.version === 'number' ? row.version : 0
    for (const step of STEPS.slice(found)) for (const statement of statements(step)) sql.run(statement)
    if (!row) sql.run('INSERT INTO schema_version (version) VALUES (?)', SCHEMA_VERSION)
    else if (found < SCHEMA_VERSION) sql.run('UPDATE schema_version SET version = ?', SCHEMA_VERSION)
    return Math.max(found, SCHEMA_VERSION)
  })

const statements = (step: string): readonly string[] =>
  step
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
