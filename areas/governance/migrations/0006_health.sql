-- What both sides agreed on how the health of their partnership is looked at. Every change is a version; the highest number
-- holds.
CREATE TABLE health_setting (
  organisation_id UUID NOT NULL, partnership_id UUID NOT NULL, number BIGINT NOT NULL, content TEXT NOT NULL,
  made_at BIGINT NOT NULL, made_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, partnership_id, number)
);
-- A round in which both sides are asked the same. Who is asked is known. Who answered is not: an invitation is a hash without
-- the person, and it is gone once it was used; an answer has a random id and no day, and nothing leads from one to the other.
CREATE TABLE health_check (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, side TEXT NOT NULL, opened_by UUID NOT NULL,
  opened_at BIGINT NOT NULL, closes TEXT NOT NULL, reminded_at BIGINT, settled_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX health_check_by_partnership ON health_check (organisation_id, partnership_id, id);
CREATE TABLE health_dimension (
  organisation_id UUID NOT NULL, check_id UUID NOT NULL, place BIGINT NOT NULL, word TEXT NOT NULL, title TEXT NOT NULL,
  PRIMARY KEY (organisation_id, check_id, place)
);
CREATE TABLE health_asked (
  organisation_id UUID NOT NULL, check_id UUID NOT NULL, email TEXT NOT NULL, side TEXT NOT NULL, locale TEXT NOT NULL,
  PRIMARY KEY (organisation_id, check_id, email)
);
CREATE TABLE health_invitation (
  organisation_id UUID NOT NULL, token_hash BYTEA NOT NULL, check_id UUID NOT NULL, side TEXT NOT NULL,
  PRIMARY KEY (organisation_id, token_hash)
);
CREATE INDEX health_invitation_by_check ON health_invitation (organisation_id, check_id);
CREATE TABLE health_answer (
  organisation_id UUID NOT NULL, id UUID NOT NULL, check_id UUID NOT NULL, side TEXT NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX health_answer_by_check ON health_answer (organisation_id, check_id);
CREATE TABLE health_rating (
  organisation_id UUID NOT NULL, answer_id UUID NOT NULL, place BIGINT NOT NULL, value BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, answer_id, place)
);
-- That a partnership is looked at once a week, and when the next time is.
CREATE TABLE health_watch (
  organisation_id UUID NOT NULL, partnership_id UUID NOT NULL, next_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, partnership_id)
);
-- An alarm is raised once for a quarter.
CREATE TABLE health_alarm (
  organisation_id UUID NOT NULL, partnership_id UUID NOT NULL, period TEXT NOT NULL, value DOUBLE PRECISION NOT NULL,
  before DOUBLE PRECISION, reason TEXT NOT NULL, raised_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, partnership_id, period)
);
-- A figure of a frozen review that one side does not take. It stands beside the review, which stays as it was.
CREATE TABLE review_contest (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, period TEXT NOT NULL, number BIGINT NOT NULL,
  figure TEXT NOT NULL, side TEXT NOT NULL, view TEXT NOT NULL, source TEXT NOT NULL, link TEXT NOT NULL, blob_id UUID,
  made_at BIGINT NOT NULL, made_by UUID NOT NULL, answer TEXT, answered_at BIGINT, answered_by UUID, outcome TEXT,
  correction TEXT NOT NULL, settled_at BIGINT, settled_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX review_contest_once ON review_contest (organisation_id, partnership_id, period, number, figure, side);
