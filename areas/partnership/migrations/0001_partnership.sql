-- What a contact may decide, for one side. Each side gives its own mandates and touches no other.
CREATE TABLE mandate (
  organisation_id UUID NOT NULL, partnership_id UUID NOT NULL, person_id UUID NOT NULL, kind TEXT NOT NULL,
  side TEXT NOT NULL, deputy BOOLEAN NOT NULL, given_by UUID NOT NULL, given_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, partnership_id, side, person_id, kind)
);
CREATE INDEX mandate_by_kind ON mandate (organisation_id, partnership_id, kind, side);
-- A version's text and hash are there from the moment it is offered; nothing writes them again while it stands.
CREATE TABLE charter_version (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, ordinal BIGINT NOT NULL,
  language TEXT NOT NULL, state TEXT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL, offered_by UUID, offered_at BIGINT, text TEXT, hash TEXT, in_force_at BIGINT,
  superseded_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, ordinal)
);
CREATE TABLE charter_section (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL,
  revision BIGINT NOT NULL, changed_by UUID NOT NULL, changed_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, version_id, section),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
-- The definition stands beside the KPI version that it was taken from, so that the text is whole without it.
CREATE TABLE charter_measure (
  organisation_id UUID NOT NULL, id UUID NOT NULL, version_id UUID NOT NULL, level BIGINT NOT NULL,
  text TEXT NOT NULL, kpi_version_id UUID, definition TEXT, baseline DOUBLE PRECISION, target DOUBLE PRECISION,
  due TEXT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
CREATE INDEX charter_measure_by_version ON charter_measure (organisation_id, version_id, level);
CREATE TABLE charter_signature (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, side TEXT NOT NULL, person_id UUID NOT NULL,
  name TEXT NOT NULL, signs_for TEXT NOT NULL, deputy BOOLEAN NOT NULL, hash TEXT NOT NULL, at BIGINT NOT NULL,
  seal TEXT NOT NULL,
  PRIMARY KEY (organisation_id, version_id, side),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
-- The key that seals the signatures of one client organisation's charters; made with the first signature.
CREATE TABLE charter_key (
  organisation_id UUID PRIMARY KEY, secret BYTEA NOT NULL, made_at BIGINT NOT NULL
);
