-- What other systems report. A statement has a position: whole numbers from 1 on without a gap, in the order of storing,
-- given by the one writer of an organisation from its head.
CREATE TABLE record_head (
  organisation_id UUID PRIMARY KEY, position BIGINT NOT NULL, stored_at BIGINT NOT NULL
);
CREATE TABLE statement (
  organisation_id UUID NOT NULL, position BIGINT NOT NULL, id UUID NOT NULL, source BIGINT NOT NULL,
  stored_at BIGINT NOT NULL, flags BIGINT NOT NULL, body BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, position)
);
CREATE UNIQUE INDEX statement_by_id ON statement (organisation_id, id);
-- What a statement is found by: hashes of its agents, verb, activities, registration and source. They are kept segment
-- by segment, so that what is stored now is sorted among the statements of today and not among those of ten years.
CREATE TABLE statement_segment (
  organisation_id UUID NOT NULL, segment BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, segment)
);
CREATE TABLE statement_key (
  organisation_id UUID NOT NULL, segment BIGINT NOT NULL, key BIGINT NOT NULL, position BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, segment, key, position)
) /*sqlite WITHOUT ROWID */;
-- Statements about statements: found from the one that they are about, which may not be here yet.
CREATE TABLE statement_reference (
  organisation_id UUID NOT NULL, target_id UUID NOT NULL, position BIGINT NOT NULL, voids BOOLEAN NOT NULL,
  PRIMARY KEY (organisation_id, target_id, position)
);
-- Attachments by the hash of their bytes: one that comes again is kept once.
CREATE TABLE statement_attachment (
  organisation_id UUID NOT NULL, sha2 BYTEA NOT NULL, bytes BYTEA NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, sha2)
);
-- Documents of other systems beside the statements: state, profiles of agents and of activities.
CREATE TABLE record_document (
  organisation_id UUID NOT NULL, kind TEXT NOT NULL, owner BYTEA NOT NULL, registration TEXT NOT NULL,
  document_id TEXT NOT NULL, activity TEXT NOT NULL, agent TEXT NOT NULL, source BIGINT NOT NULL,
  content_type TEXT NOT NULL, etag TEXT NOT NULL, changed_at BIGINT NOT NULL, bytes BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, kind, owner, registration, document_id)
);
-- How another system comes in. Of its secret only the hash is stored; number and authority stay for good, as the
-- statements that it stored carry them.
CREATE TABLE record_credential (
  organisation_id UUID NOT NULL, id UUID NOT NULL, number BIGINT NOT NULL, title TEXT NOT NULL, secret_hash BYTEA NOT NULL,
  scopes TEXT NOT NULL, per_minute BIGINT NOT NULL, authority TEXT NOT NULL, made_by UUID, made_at BIGINT NOT NULL,
  revoked_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX record_credential_by_number ON record_credential (organisation_id, number);
CREATE TABLE record_use (
  organisation_id UUID NOT NULL, source BIGINT NOT NULL, statements BIGINT NOT NULL, used_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, source)
);
