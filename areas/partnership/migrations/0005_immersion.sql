-- How the partner gets to know the organisation: what is planned, what it learned there, and where that is used.
CREATE TABLE immersion_item (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  host TEXT NOT NULL, guests TEXT NOT NULL, place TEXT NOT NULL, planned_on TEXT, done_on TEXT, made_by UUID NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX immersion_item_by_partnership ON immersion_item (organisation_id, partnership_id, id);
CREATE TABLE insight (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, item_id UUID NOT NULL,
  number BIGINT NOT NULL, text TEXT NOT NULL, noted_by UUID NOT NULL, noted_at BIGINT NOT NULL, answer TEXT,
  answered_by UUID, answered_at BIGINT, requirement TEXT, required_by UUID, required_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, number),
  FOREIGN KEY (organisation_id, item_id) REFERENCES immersion_item (organisation_id, id)
);
CREATE INDEX insight_by_item ON insight (organisation_id, item_id, number);
-- What a later area made of a requirement: its kind, its id, and what it is called.
CREATE TABLE insight_use (
  organisation_id UUID NOT NULL, insight_id UUID NOT NULL, kind TEXT NOT NULL, target_id UUID NOT NULL,
  title TEXT NOT NULL, within_id UUID NOT NULL, traced_by UUID NOT NULL, traced_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, insight_id, kind, target_id),
  FOREIGN KEY (organisation_id, insight_id) REFERENCES insight (organisation_id, id)
);
CREATE INDEX insight_use_by_target ON insight_use (organisation_id, kind, target_id);
