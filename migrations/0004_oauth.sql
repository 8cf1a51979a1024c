-- What the sign-in of clients keeps, as its library lays it out: clients, grants, hashes of its tokens, forms under way.
-- Times are unix seconds.
CREATE TABLE oauth (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  metadata TEXT,
  expires_at INTEGER
) STRICT;

CREATE INDEX oauth_by_expiry ON oauth (expires_at) WHERE expires_at IS NOT NULL;

-- Which client holds a token that was granted by a sign-in. Times are unix milliseconds.
CREATE TABLE connectors (
  token_id TEXT PRIMARY KEY,
  grant_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_name TEXT NOT NULL,
  redirect_host TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
