-- What one unit of a measure is worth, agreed by both sides. A changed rule is a new row with the next number.
CREATE TABLE conversion_rule (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, measure_id UUID NOT NULL,
  number BIGINT NOT NULL, content TEXT NOT NULL, side TEXT NOT NULL, proposed_at BIGINT NOT NULL,
  proposed_by UUID NOT NULL, accepted_at BIGINT, accepted_by UUID, ended_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX conversion_rule_number ON conversion_rule (organisation_id, partnership_id, measure_id, number);
-- A line is withdrawn and never deleted.
CREATE TABLE cost_line (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID, cohort_id UUID,
  kind TEXT NOT NULL, words TEXT NOT NULL, amount BIGINT NOT NULL, hours DOUBLE PRECISION, rate BIGINT,
  margin BIGINT NOT NULL, currency TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL, source TEXT NOT NULL,
  side TEXT NOT NULL, entered_at BIGINT NOT NULL, entered_by UUID NOT NULL, withdrawn_at BIGINT, withdrawn_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX cost_line_by_partnership ON cost_line (organisation_id, partnership_id, id);
