-- What did not work, looked at by both sides together. There is no column for a culprit.
CREATE TABLE blameless_review (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, title TEXT NOT NULL,
  happened TEXT NOT NULL, begun_at BIGINT NOT NULL, begun_by UUID NOT NULL, closed_at BIGINT, closed_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX blameless_review_by_partnership ON blameless_review (organisation_id, partnership_id, id);
-- Evidence, contributions and conditions; what one kind does not have is empty. A figure is kept as it was.
CREATE TABLE blameless_entry (
  organisation_id UUID NOT NULL, id UUID NOT NULL, review_id UUID NOT NULL, kind TEXT NOT NULL, side TEXT NOT NULL,
  text TEXT NOT NULL, lever TEXT NOT NULL, light TEXT NOT NULL, figure TEXT, source TEXT NOT NULL, link TEXT NOT NULL,
  added_at BIGINT NOT NULL, added_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX blameless_entry_by_review ON blameless_entry (organisation_id, review_id, id);
-- An action may come from a blameless review and may expect an effect; whether the effect came is checked when it is done.
ALTER TABLE agreed_action ADD COLUMN blameless_id UUID;
ALTER TABLE agreed_action ADD COLUMN expected TEXT;
ALTER TABLE agreed_action ADD COLUMN checked_at BIGINT;
ALTER TABLE agreed_action ADD COLUMN checked_by UUID;
ALTER TABLE agreed_action ADD COLUMN outcome TEXT;
ALTER TABLE agreed_action ADD COLUMN seen TEXT;
CREATE INDEX agreed_action_by_blameless ON agreed_action (organisation_id, blameless_id);
