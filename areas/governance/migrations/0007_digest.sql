-- When a person wants the weekly digest, on the wall clock of its zone, and when the next is due.
CREATE TABLE digest (
  person_id UUID NOT NULL PRIMARY KEY, wanted BOOLEAN NOT NULL, weekday BIGINT NOT NULL, hour BIGINT NOT NULL,
  zone TEXT NOT NULL, next_at BIGINT NOT NULL
);
CREATE INDEX digest_by_next ON digest (wanted, next_at);
-- The key that signs the links which switch it off.
CREATE TABLE digest_key (id BIGINT NOT NULL PRIMARY KEY, secret BYTEA NOT NULL);
