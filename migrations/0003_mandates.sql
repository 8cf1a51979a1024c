-- What a token may do (a mandate as JSON, in its normal form), and whose child it is (a token's id).
ALTER TABLE tokens ADD COLUMN mandate TEXT;
ALTER TABLE tokens ADD COLUMN parent TEXT;
CREATE INDEX tokens_by_parent ON tokens (parent) WHERE parent IS NOT NULL;
