-- What a side brings to the review of a quarter. `number` says in which review it stands first; from then on it stays as it is.
CREATE TABLE review_note (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, period TEXT NOT NULL, kind TEXT NOT NULL,
  side TEXT NOT NULL, text TEXT NOT NULL, measure TEXT NOT NULL, programme_id UUID, module_id UUID,
  module_title TEXT NOT NULL, version BIGINT NOT NULL, number BIGINT, made_at BIGINT NOT NULL, made_by UUID NOT NULL,
  changed_at BIGINT, changed_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX review_note_by_period ON review_note (organisation_id, partnership_id, period, id);
-- What one side would do with a proposal of a review, and that the other agreed. Taken, it is a decision, and where it is about
-- a module a proposal of the programme as well.
CREATE TABLE review_verdict (
  organisation_id UUID NOT NULL, note_id UUID NOT NULL, partnership_id UUID NOT NULL, revision BIGINT NOT NULL,
  outcome TEXT NOT NULL, reason TEXT NOT NULL, programme_id UUID, module_id UUID, owner_side TEXT NOT NULL, owner_id UUID,
  due TEXT, side TEXT NOT NULL, put_by UUID NOT NULL, put_at BIGINT NOT NULL, agreed_by UUID, agreed_at BIGINT,
  decision_id UUID, proposal_id UUID,
  PRIMARY KEY (organisation_id, note_id),
  FOREIGN KEY (organisation_id, note_id) REFERENCES review_note (organisation_id, id)
);
CREATE INDEX review_verdict_by_partnership ON review_verdict (organisation_id, partnership_id, note_id);
