-- Bearer tokens: we keep the SHA-256 of a token, never the token. Times are unix milliseconds.
CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  exchange TEXT NOT NULL,
  account TEXT NOT NULL,
  scopes TEXT NOT NULL,
  for_url INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER
) STRICT;
