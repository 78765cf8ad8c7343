-- Who learns what, where and when.
CREATE TABLE cohort (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  title TEXT NOT NULL, region TEXT NOT NULL, language TEXT NOT NULL, zone TEXT NOT NULL, starts TEXT NOT NULL,
  waits BOOLEAN NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX cohort_by_partnership ON cohort (organisation_id, partnership_id, id);
-- An instant and the zone of its place: the wall clock there follows from both.
CREATE TABLE session (
  organisation_id UUID NOT NULL, id UUID NOT NULL, cohort_id UUID NOT NULL, module_id UUID NOT NULL,
  starts_at BIGINT NOT NULL, zone TEXT NOT NULL, minutes BIGINT NOT NULL, place TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX session_by_cohort ON session (organisation_id, cohort_id, starts_at);
CREATE TABLE enrolment (
  organisation_id UUID NOT NULL, cohort_id UUID NOT NULL, email TEXT NOT NULL, id UUID NOT NULL, name TEXT NOT NULL,
  unit TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, cohort_id, email)
);
CREATE UNIQUE INDEX enrolment_by_id ON enrolment (organisation_id, id);
