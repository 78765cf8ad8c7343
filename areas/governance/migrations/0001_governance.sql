-- A review is frozen: its text and the hash of that text never change. Made again after something changed, it is the
-- next number of the same period.
CREATE TABLE review (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, period TEXT NOT NULL,
  number BIGINT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL, made_at BIGINT NOT NULL, made_by UUID,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, period, number)
);
-- The period is the one that the decision looks back on.
CREATE TABLE decision (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, period TEXT NOT NULL,
  text TEXT NOT NULL, clause TEXT NOT NULL, owner_side TEXT NOT NULL, owner_id UUID, due TEXT,
  made_at BIGINT NOT NULL, made_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX decision_by_period ON decision (organisation_id, partnership_id, period, id);
CREATE TABLE agreed_action (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, period TEXT NOT NULL,
  text TEXT NOT NULL, owner_side TEXT NOT NULL, owner_id UUID, due TEXT NOT NULL,
  made_at BIGINT NOT NULL, made_by UUID, done_at BIGINT, done_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX agreed_action_by_partnership ON agreed_action (organisation_id, partnership_id, id);
