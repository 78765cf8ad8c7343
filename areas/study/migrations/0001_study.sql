-- A study and its plan, which is hashed before the data are opened and never changes.
CREATE TABLE study (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, kpi_id UUID, plan TEXT NOT NULL,
  plan_hash TEXT NOT NULL, registered_at BIGINT NOT NULL, registered_by UUID NOT NULL, released_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX study_by_partnership ON study (organisation_id, partnership_id, id);
-- Append-only: another estimate is another row, with the hash of its data and the version of the code.
CREATE TABLE study_estimate (
  organisation_id UUID NOT NULL, study_id UUID NOT NULL, number BIGINT NOT NULL, made_at BIGINT NOT NULL,
  made_by UUID NOT NULL, blob_id UUID NOT NULL, data_hash TEXT NOT NULL, code_version TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (organisation_id, study_id, number)
);
