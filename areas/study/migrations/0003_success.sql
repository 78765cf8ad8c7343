-- Who agreed to be asked for an interview.
CREATE TABLE success_willing (
  organisation_id UUID NOT NULL, programme_id UUID NOT NULL, email TEXT NOT NULL, source TEXT NOT NULL,
  recorded_at BIGINT NOT NULL, recorded_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, programme_id, email)
);
-- A drawn person and what was told. Withdrawn consent empties name, address and words; the row says that it was so.
CREATE TABLE success_case (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  kind TEXT NOT NULL, person TEXT NOT NULL, email TEXT NOT NULL, unit TEXT NOT NULL, change DOUBLE PRECISION NOT NULL,
  place BIGINT NOT NULL, pool BIGINT NOT NULL, seed TEXT NOT NULL, drawn_at BIGINT NOT NULL,
  used TEXT NOT NULL, result TEXT NOT NULL, helped TEXT NOT NULL, proof TEXT NOT NULL, version BIGINT NOT NULL,
  written_at BIGINT, written_by UUID, named BOOLEAN NOT NULL, audience TEXT NOT NULL, consent_source TEXT NOT NULL,
  consent_at BIGINT, how TEXT NOT NULL, verified_at BIGINT, verified_by UUID, withdrawn_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX success_case_by_partnership ON success_case (organisation_id, partnership_id, id);
