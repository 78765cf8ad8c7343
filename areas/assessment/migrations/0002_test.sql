-- Tests, and when they are asked of whom. A test names the versions of its items; a sitting asks a test of a cohort before
-- the learning, after it or later; a seat is one person's link to a sitting; an attempt is what that person did.
CREATE TABLE test (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  module_id UUID, title TEXT NOT NULL, minutes BIGINT, attempts BIGINT NOT NULL, shuffled BOOLEAN NOT NULL,
  released_at_once BOOLEAN NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX test_by_partnership ON test (organisation_id, partnership_id, id);
CREATE TABLE test_item (
  organisation_id UUID NOT NULL, test_id UUID NOT NULL, place BIGINT NOT NULL, item_id UUID NOT NULL, version BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, test_id, place)
);
CREATE UNIQUE INDEX test_item_once ON test_item (organisation_id, test_id, item_id);
CREATE TABLE sitting (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, test_id UUID NOT NULL,
  cohort_id UUID NOT NULL, cohort_title TEXT NOT NULL, language TEXT NOT NULL, zone TEXT NOT NULL, occasion TEXT NOT NULL,
  opens TEXT NOT NULL, closes TEXT NOT NULL, learned TEXT, released_at BIGINT, opened_by UUID NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX sitting_once ON sitting (organisation_id, test_id, cohort_id, occasion);
CREATE INDEX sitting_by_partnership ON sitting (organisation_id, partnership_id, id);
CREATE TABLE sitting_seat (
  organisation_id UUID NOT NULL, sitting_id UUID NOT NULL, enrolment_id UUID NOT NULL, token_hash BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, sitting_id, enrolment_id)
);
CREATE UNIQUE INDEX sitting_seat_by_token ON sitting_seat (organisation_id, token_hash);
CREATE INDEX sitting_seat_by_person ON sitting_seat (organisation_id, enrolment_id);
CREATE TABLE attempt (
  organisation_id UUID NOT NULL, id UUID NOT NULL, sitting_id UUID NOT NULL, enrolment_id UUID NOT NULL,
  number BIGINT NOT NULL, seed BIGINT NOT NULL, started_at BIGINT NOT NULL, due_at BIGINT, saved_at BIGINT NOT NULL,
  submitted_at BIGINT, days BIGINT, points DOUBLE PRECISION, most DOUBLE PRECISION,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX attempt_once ON attempt (organisation_id, sitting_id, enrolment_id, number);
CREATE TABLE attempt_answer (
  organisation_id UUID NOT NULL, attempt_id UUID NOT NULL, place BIGINT NOT NULL, answer TEXT NOT NULL,
  share DOUBLE PRECISION,
  PRIMARY KEY (organisation_id, attempt_id, place)
);
