-- A session that was cancelled, for the calendars that have it still.
CREATE TABLE session_cancelled (
  organisation_id UUID NOT NULL, id UUID NOT NULL, cohort_id UUID NOT NULL, module_id UUID NOT NULL,
  starts_at BIGINT NOT NULL, zone TEXT NOT NULL, minutes BIGINT NOT NULL, place TEXT NOT NULL,
  cancelled_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX session_cancelled_by_cohort ON session_cancelled (organisation_id, cohort_id, starts_at);
