-- What has left an account object's journal and audit: copies for reading, each row whole as JSON. Times are unix milliseconds.
CREATE TABLE archived_intents (
  account TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  token_id TEXT NOT NULL,
  tool TEXT NOT NULL,
  state TEXT NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (account, id)
) STRICT;

CREATE TABLE archived_audit (
  account TEXT NOT NULL,
  id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  token_id TEXT,
  row TEXT NOT NULL,
  PRIMARY KEY (account, id)
) STRICT;
