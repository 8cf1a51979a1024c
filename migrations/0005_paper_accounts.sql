-- The paper accounts that there are, each with what it began with, as JSON. Times are unix milliseconds.
CREATE TABLE paper_accounts (
  account TEXT PRIMARY KEY,
  opening TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
