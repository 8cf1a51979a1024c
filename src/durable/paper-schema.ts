/** A paper account's own tables: what is open by its key, what is over in the order in which it happened. `doc` is JSON. */
export const PAPER_TABLES = `
   CREATE TABLE paper_balances (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_orders (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_taken (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_amends (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_tape (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_facts (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_closed (n INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_trades (n INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE paper_ledger (n INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;`
