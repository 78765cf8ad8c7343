-- What both sides agreed to act on, and the signals that came of it. A signal names a round, never a person.
CREATE TABLE feedback_trigger (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  topic TEXT NOT NULL, kind TEXT NOT NULL, threshold DOUBLE PRECISION NOT NULL, from_answers BIGINT NOT NULL,
  made_at BIGINT NOT NULL, organisation_by UUID, organisation_at BIGINT, partner_by UUID, partner_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX feedback_trigger_by_partnership ON feedback_trigger (organisation_id, partnership_id, id);
CREATE INDEX feedback_trigger_by_programme ON feedback_trigger (organisation_id, programme_id, id);
CREATE TABLE feedback_signal (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  module_id UUID NOT NULL, module_title TEXT NOT NULL, module_version BIGINT NOT NULL, cohort_title TEXT NOT NULL,
  round_id UUID NOT NULL, trigger_id UUID NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL,
  threshold DOUBLE PRECISION NOT NULL, value DOUBLE PRECISION NOT NULL, low DOUBLE PRECISION, high DOUBLE PRECISION,
  n BIGINT NOT NULL, before_value DOUBLE PRECISION, before_n BIGINT, fired_at BIGINT NOT NULL, proposal_id UUID NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX feedback_signal_once ON feedback_signal (organisation_id, trigger_id, round_id);
CREATE INDEX feedback_signal_by_partnership ON feedback_signal (organisation_id, partnership_id, id);
