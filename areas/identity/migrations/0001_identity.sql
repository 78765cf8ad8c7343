-- Reference tables: what is unique across organisations, or found before the organisation is known. They are rarely
-- written, and on a distributed PostgreSQL every node holds them. None points at a table of a tenant.
CREATE TABLE organisation (
  id UUID PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, made_at BIGINT NOT NULL
);
CREATE TABLE person (
  id UUID PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, password TEXT, locale TEXT NOT NULL,
  zone TEXT NOT NULL, made_at BIGINT NOT NULL
);
CREATE TABLE membership (
  organisation_id UUID NOT NULL, person_id UUID NOT NULL, roles TEXT NOT NULL, since BIGINT NOT NULL, ended_at BIGINT,
  PRIMARY KEY (organisation_id, person_id)
);
CREATE INDEX membership_by_person ON membership (person_id);
CREATE TABLE partnership (
  id UUID PRIMARY KEY, client_id UUID NOT NULL, partner_id UUID NOT NULL, title TEXT NOT NULL, since BIGINT NOT NULL,
  UNIQUE (client_id, partner_id)
);
CREATE INDEX partnership_by_partner ON partnership (partner_id);
-- Of every secret only its hash is stored.
CREATE TABLE sign_in_session (
  id UUID PRIMARY KEY, token_hash BYTEA NOT NULL UNIQUE, person_id UUID NOT NULL, agent TEXT NOT NULL,
  made_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_session_by_person ON sign_in_session (person_id);
CREATE TABLE sign_in_link (
  token_hash BYTEA PRIMARY KEY, person_id UUID NOT NULL, purpose TEXT NOT NULL, made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL, used_at BIGINT
);
CREATE TABLE api_token (
  id UUID PRIMARY KEY, token_hash BYTEA NOT NULL UNIQUE, person_id UUID NOT NULL, title TEXT NOT NULL,
  scopes TEXT NOT NULL, made_at BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
CREATE INDEX api_token_by_person ON api_token (person_id);
CREATE TABLE invitation (
  id UUID PRIMARY KEY, token_hash BYTEA NOT NULL UNIQUE, organisation_id UUID NOT NULL, kind TEXT NOT NULL,
  email TEXT NOT NULL, roles TEXT NOT NULL, title TEXT NOT NULL, locale TEXT NOT NULL, made_by UUID NOT NULL,
  made_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, ended_at BIGINT
);
CREATE INDEX invitation_by_organisation ON invitation (organisation_id, id);
-- One row at most: of two set-ups at once, one wins.
CREATE TABLE first_setup (
  place BIGINT PRIMARY KEY, organisation_id UUID NOT NULL, at BIGINT NOT NULL
);
