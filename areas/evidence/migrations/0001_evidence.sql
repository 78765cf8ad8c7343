-- What was seen, on four levels. Feedback: who was asked is known to the round only as a number, an answer knows its
-- round and its day, an invitation is gone once it was used, and nothing leads from one to the other.
CREATE TABLE feedback_round (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  cohort_id UUID NOT NULL, module_id UUID NOT NULL, cohort_title TEXT NOT NULL, module_title TEXT NOT NULL,
  invited BIGINT NOT NULL, opened TEXT NOT NULL, closes TEXT NOT NULL, opened_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX feedback_round_by_partnership ON feedback_round (organisation_id, partnership_id, id);
CREATE UNIQUE INDEX feedback_round_of_module ON feedback_round (organisation_id, cohort_id, module_id);
CREATE TABLE feedback_invitation (
  organisation_id UUID NOT NULL, token_hash BYTEA NOT NULL, round_id UUID NOT NULL,
  PRIMARY KEY (organisation_id, token_hash)
);
CREATE TABLE feedback_answer (
  organisation_id UUID NOT NULL, id UUID NOT NULL, round_id UUID NOT NULL, day TEXT NOT NULL, relevance BIGINT NOT NULL,
  intent BIGINT NOT NULL, obstacles BIGINT NOT NULL, facilitator BIGINT NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX feedback_answer_by_round ON feedback_answer (organisation_id, round_id);
-- Scores before and after. Whoever scored is needed to pair the two numbers in a file, and is not stored.
CREATE TABLE assessment (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  cohort_id UUID NOT NULL, cohort_title TEXT NOT NULL, title TEXT NOT NULL, most DOUBLE PRECISION NOT NULL,
  before_day TEXT NOT NULL, after_day TEXT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  superseded_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX assessment_by_partnership ON assessment (organisation_id, partnership_id, id);
CREATE TABLE score (
  organisation_id UUID NOT NULL, assessment_id UUID NOT NULL, id UUID NOT NULL, before_score DOUBLE PRECISION NOT NULL,
  after_score DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (organisation_id, assessment_id, id)
);
-- Ratings of behaviour at work. The subject is a hash, so that before and after can be paired without a name. The
-- newest of several ratings of one behaviour on one occasion is the one that counts.
CREATE TABLE rating (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  behaviour_id UUID NOT NULL, subject TEXT NOT NULL, trained BOOLEAN NOT NULL, occasion TEXT NOT NULL,
  value BIGINT NOT NULL, day TEXT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX rating_by_programme ON rating (organisation_id, partnership_id, programme_id, behaviour_id);
