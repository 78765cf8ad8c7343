-- What a module was in each version, and which proposal changed it.
CREATE TABLE module_version (
  organisation_id UUID NOT NULL, module_id UUID NOT NULL, version BIGINT NOT NULL, title TEXT NOT NULL, mode TEXT NOT NULL,
  minutes BIGINT NOT NULL, own_case_minutes BIGINT NOT NULL, what TEXT NOT NULL, proposal_id UUID, made_by UUID,
  made_at BIGINT,
  PRIMARY KEY (organisation_id, module_id, version)
);
-- A proposal to change a module: opened, written, decided.
CREATE TABLE change_proposal (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  module_id UUID NOT NULL, module_title TEXT NOT NULL, cause TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL,
  from_version BIGINT NOT NULL, title TEXT, mode TEXT, minutes BIGINT, own_case_minutes BIGINT, what TEXT NOT NULL,
  check_on TEXT, made_by UUID, made_at BIGINT NOT NULL, put_by UUID, put_at BIGINT, decided_by UUID, decided_at BIGINT,
  decision TEXT NOT NULL, to_version BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX change_proposal_by_programme ON change_proposal (organisation_id, programme_id, id);
CREATE INDEX change_proposal_by_partnership ON change_proposal (organisation_id, partnership_id, id);
CREATE INDEX change_proposal_by_module ON change_proposal (organisation_id, module_id, id);
