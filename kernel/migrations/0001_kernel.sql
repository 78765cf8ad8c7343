-- The one history. The chain (event) holds salted hashes only; the words stand beside it (event_content) and can
-- be erased without breaking it.
CREATE TABLE event_head (
  organisation_id UUID PRIMARY KEY, number BIGINT NOT NULL, hash BYTEA NOT NULL
);
CREATE TABLE event (
  organisation_id UUID NOT NULL, number BIGINT NOT NULL, partnership_id UUID, at BIGINT NOT NULL,
  person_id UUID, kind TEXT NOT NULL, subject_id UUID, content_hash BYTEA NOT NULL, hash BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, number)
);
CREATE INDEX event_by_partnership ON event (organisation_id, partnership_id, number);
CREATE INDEX event_by_subject ON event (organisation_id, subject_id, number);
CREATE TABLE event_content (
  organisation_id UUID NOT NULL, number BIGINT NOT NULL, salt BYTEA NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (organisation_id, number)
);
CREATE TABLE job (
  organisation_id UUID NOT NULL, id UUID NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, state TEXT NOT NULL,
  attempts BIGINT NOT NULL, run_at BIGINT NOT NULL, held_until BIGINT NOT NULL, done BIGINT NOT NULL,
  total BIGINT NOT NULL, outcome TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX job_due ON job (organisation_id, state, run_at);
CREATE TABLE mail (
  organisation_id UUID NOT NULL, id UUID NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
  state TEXT NOT NULL, made_at BIGINT NOT NULL, sent_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE TABLE blob (
  organisation_id UUID NOT NULL, id UUID NOT NULL, name TEXT NOT NULL, content_type TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes BYTEA NOT NULL, made_at BIGINT NOT NULL, made_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
