-- Follow-ups at 30, 60 and 90 days: a plan for each cohort, a question for each person, moment and asker (the person or
-- their line manager), the links by which it may be answered, and what was answered. They are not anonymous: a person
-- and their manager answer for themselves, and are told so.
CREATE TABLE follow_up_plan (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  cohort_id UUID NOT NULL, anchor TEXT NOT NULL, reminders BIGINT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX follow_up_plan_of_cohort ON follow_up_plan (organisation_id, cohort_id);
CREATE INDEX follow_up_plan_by_partnership ON follow_up_plan (organisation_id, partnership_id, id);
CREATE TABLE follow_up (
  organisation_id UUID NOT NULL, id UUID NOT NULL, plan_id UUID NOT NULL, partnership_id UUID NOT NULL,
  programme_id UUID NOT NULL, days BIGINT NOT NULL, source TEXT NOT NULL, person_email TEXT NOT NULL,
  person_name TEXT NOT NULL, unit TEXT NOT NULL, recipient TEXT NOT NULL, recipient_name TEXT NOT NULL,
  asked_on TEXT NOT NULL, reminded BIGINT NOT NULL, answered_on TEXT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX follow_up_once ON follow_up (organisation_id, plan_id, days, source, person_email, recipient);
CREATE INDEX follow_up_by_partnership ON follow_up (organisation_id, partnership_id, days);
CREATE TABLE follow_up_link (
  organisation_id UUID NOT NULL, token_hash BYTEA NOT NULL, follow_up_id UUID NOT NULL,
  PRIMARY KEY (organisation_id, token_hash)
);
CREATE TABLE follow_up_answer (
  organisation_id UUID NOT NULL, follow_up_id UUID NOT NULL, day TEXT NOT NULL, applies BIGINT NOT NULL,
  levers TEXT NOT NULL, example TEXT NOT NULL,
  PRIMARY KEY (organisation_id, follow_up_id)
);
CREATE TABLE follow_up_opt_out (
  organisation_id UUID NOT NULL, partnership_id UUID NOT NULL, email TEXT NOT NULL, day TEXT NOT NULL,
  PRIMARY KEY (organisation_id, partnership_id, email)
);
