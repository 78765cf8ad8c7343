-- The part of an agreed amount that is kept for experiments. One side proposes, the other agrees; a later one that is
-- agreed takes its place.
CREATE TABLE experiment_fence (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, ordinal BIGINT NOT NULL,
  share BIGINT NOT NULL, base BIGINT NOT NULL, currency TEXT NOT NULL, side TEXT NOT NULL, proposed_by UUID NOT NULL,
  proposed_at BIGINT NOT NULL, agreed_by UUID, agreed_at BIGINT, withdrawn_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, ordinal)
);
-- A plan changes until the other side agrees; from then on it stands, under the hash of its text.
CREATE TABLE experiment (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, state TEXT NOT NULL,
  revision BIGINT NOT NULL, plan TEXT NOT NULL, plan_hash TEXT NOT NULL, side TEXT NOT NULL, made_by UUID NOT NULL,
  made_at BIGINT NOT NULL, agreed_by UUID, agreed_at BIGINT, started_at BIGINT, closed_at BIGINT, outcome TEXT,
  learned TEXT, study_id UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX experiment_by_partnership ON experiment (organisation_id, partnership_id, id);
CREATE TABLE experiment_spending (
  organisation_id UUID NOT NULL, id UUID NOT NULL, experiment_id UUID NOT NULL, amount BIGINT NOT NULL,
  what TEXT NOT NULL, spent_on TEXT NOT NULL, side TEXT NOT NULL, noted_by UUID NOT NULL, noted_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, experiment_id) REFERENCES experiment (organisation_id, id)
);
CREATE INDEX experiment_spending_by_experiment ON experiment_spending (organisation_id, experiment_id, id);
