import type { Sql } from '../exchange/sql.ts'
import { PAPER_TABLES } from './paper-schema.ts'

/**
 * The account object's own tables. Each step runs once, in order; a step that has shipped is never edited.
 * Times are unix milliseconds, parameters JSON text.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE nonces (key_id TEXT PRIMARY KEY, mark INTEGER NOT NULL) STRICT;
   CREATE TABLE intents (
     id TEXT PRIMARY KEY,
     call_id TEXT NOT NULL,
     position INTEGER NOT NULL,
     request TEXT NOT NULL,
     token_id TEXT NOT NULL,
     tool TEXT NOT NULL,
     params TEXT NOT NULL,
     digest TEXT NOT NULL,
     idempotency_key TEXT,
     client_order_id TEXT,
     userref INTEGER,
     pair TEXT,
     side TEXT,
     likeness TEXT,
     deadline TEXT,
     state TEXT NOT NULL,
     txids TEXT,
     code TEXT,
     kraken TEXT,
     cancel_wish TEXT,
     ended TEXT,
     looked_at INTEGER,
     missed_at INTEGER,
     told_at INTEGER,
     intended_at INTEGER NOT NULL,
     sent_at INTEGER,
     exchange_at INTEGER,
     settled_at INTEGER,
     approved INTEGER NOT NULL DEFAULT 0,
     order_type TEXT,
     volume TEXT,
     worst_price TEXT,
     trigger_price TEXT,
     limit_price TEXT,
     leverage TEXT,
     reduce_only INTEGER NOT NULL DEFAULT 0,
     protective INTEGER NOT NULL DEFAULT 0,
     symbol TEXT,
     target TEXT,
     filled TEXT NOT NULL DEFAULT '0',
     cost TEXT NOT NULL DEFAULT '0',
     fee TEXT NOT NULL DEFAULT '0',
     filled_at INTEGER,
     final INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE TABLE inventory (token_id TEXT NOT NULL, asset TEXT NOT NULL, net TEXT NOT NULL, PRIMARY KEY (token_id, asset)) STRICT;
   CREATE INDEX intents_by_txids ON intents (txids) WHERE side IS NOT NULL;
   CREATE INDEX intents_by_time ON intents (intended_at);
   CREATE INDEX intents_by_fill ON intents (filled_at) WHERE filled_at IS NOT NULL;
   CREATE INDEX intents_not_final ON intents (final) WHERE final = 0 AND state = 'placed' AND side IS NOT NULL;
   CREATE INDEX intents_by_call ON intents (call_id, position);
   CREATE INDEX intents_by_client_order_id ON intents (client_order_id);
   CREATE INDEX intents_by_userref ON intents (userref) WHERE userref IS NOT NULL;
   CREATE INDEX intents_by_key ON intents (token_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
   CREATE INDEX intents_by_likeness ON intents (likeness, intended_at) WHERE likeness IS NOT NULL;
   CREATE INDEX intents_by_token ON intents (token_id, intended_at);
   CREATE INDEX intents_unsettled ON intents (state) WHERE state IN ('intended', 'sent', 'uncertain');
   CREATE INDEX intents_working ON intents (state, ended) WHERE state = 'placed' AND ended IS NULL;
   CREATE TABLE audit (
     id INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     event TEXT NOT NULL,
     token_id TEXT,
     subject TEXT,
     facts TEXT NOT NULL,
     previous TEXT NOT NULL,
     hash TEXT NOT NULL
   ) STRICT;
   CREATE INDEX audit_by_token ON audit (token_id, id);
   CREATE TABLE states (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE alerts (
     id INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     event TEXT NOT NULL,
     facts TEXT NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0,
     next_at INTEGER,
     sent_at INTEGER
   ) STRICT;
   CREATE TABLE leases (job TEXT NOT NULL, minute INTEGER NOT NULL, claimed_at INTEGER NOT NULL, done_at INTEGER, PRIMARY KEY (job, minute)) STRICT;
   CREATE TABLE heartbeats (
     token_id TEXT PRIMARY KEY,
     within_ms INTEGER NOT NULL,
     stops INTEGER NOT NULL,
     beat_at INTEGER NOT NULL,
     lapsed_at INTEGER
   ) STRICT;
   CREATE TABLE panic_links (id TEXT PRIMARY KEY, made_at INTEGER NOT NULL, expires_at INTEGER, revoked_at INTEGER) STRICT;
   CREATE TABLE tokens (
     hash TEXT PRIMARY KEY,
     token_id TEXT NOT NULL,
     name TEXT NOT NULL,
     scopes TEXT NOT NULL,
     for_url INTEGER NOT NULL,
     expires_at INTEGER,
     revoked_at INTEGER,
     copied_at INTEGER NOT NULL,
     mandate TEXT,
     parent TEXT
   ) STRICT;
   CREATE TABLE approvals (
     id TEXT PRIMARY KEY,
     token_id TEXT NOT NULL,
     tool TEXT NOT NULL,
     params TEXT NOT NULL,
     hash TEXT NOT NULL,
     wish TEXT NOT NULL,
     intents TEXT NOT NULL,
     summary TEXT NOT NULL,
     cost TEXT,
     reasons TEXT NOT NULL,
     market TEXT,
     asked_at INTEGER NOT NULL,
     lapses_at INTEGER NOT NULL,
     state TEXT NOT NULL,
     decided_by TEXT,
     decided_at INTEGER
   ) STRICT;
   CREATE INDEX approvals_waiting ON approvals (asked_at) WHERE state = 'waiting';
   CREATE INDEX intents_awaiting ON intents (id) WHERE state = 'awaiting_approval';
   CREATE INDEX tokens_by_parent ON tokens (parent) WHERE parent IS NOT NULL;
   CREATE TABLE risk_lines (subject TEXT PRIMARY KEY, at INTEGER NOT NULL, line TEXT NOT NULL) STRICT;
   CREATE TABLE risk_readings (
     subject TEXT NOT NULL,
     at INTEGER NOT NULL,
     equity TEXT NOT NULL,
     result TEXT NOT NULL,
     per_unit TEXT NOT NULL,
     high TEXT NOT NULL,
     PRIMARY KEY (subject, at)
   ) STRICT;
   CREATE TABLE built (token_id TEXT NOT NULL, asset TEXT NOT NULL, net TEXT NOT NULL, PRIMARY KEY (token_id, asset)) STRICT;
   CREATE INDEX tokens_by_id ON tokens (token_id);
   CREATE TABLE sign_ins (
     address TEXT PRIMARY KEY,
     failures INTEGER NOT NULL,
     failed_at INTEGER NOT NULL,
     passed_at INTEGER
   ) STRICT;
   CREATE TABLE access_tokens (access_hash TEXT PRIMARY KEY, hash TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
   CREATE TABLE call_counts (token_id TEXT PRIMARY KEY, hour INTEGER NOT NULL, calls INTEGER NOT NULL) STRICT;
   CREATE TABLE spent_ids (client_order_id TEXT PRIMARY KEY) STRICT;${PAPER_TABLES}`,
  // When an order was last amended, and what it then counts at worst, until a look has followed that amend.
  `ALTER TABLE intents ADD COLUMN amended_at INTEGER;
   ALTER TABLE intents ADD COLUMN amended_worst TEXT;`,
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
