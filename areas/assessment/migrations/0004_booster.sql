-- Boosters: the plan of a cohort, and what each person is asked to recall at each of its days. What someone answered is not
-- kept, only how much of it was right.
CREATE TABLE booster_plan (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, test_id UUID NOT NULL,
  cohort_id UUID NOT NULL, cohort_title TEXT NOT NULL, language TEXT NOT NULL, zone TEXT NOT NULL,
  learned TEXT NOT NULL, begins TEXT NOT NULL, needed_until TEXT NOT NULL, ended_at BIGINT, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX booster_plan_once ON booster_plan (organisation_id, test_id, cohort_id);
CREATE TABLE booster (
  organisation_id UUID NOT NULL, plan_id UUID NOT NULL, number BIGINT NOT NULL, enrolment_id UUID NOT NULL,
  token_hash BYTEA NOT NULL, seed BIGINT NOT NULL, places TEXT NOT NULL, asked_on TEXT NOT NULL, answered_at BIGINT,
  points DOUBLE PRECISION, most DOUBLE PRECISION, days BIGINT,
  PRIMARY KEY (organisation_id, plan_id, number, enrolment_id)
);
CREATE UNIQUE INDEX booster_by_token ON booster (organisation_id, token_hash);
CREATE INDEX booster_by_person ON booster (organisation_id, enrolment_id);
