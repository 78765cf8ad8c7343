-- How far a mandate reaches: the last day on which it holds, the largest fee that may be agreed under it.
ALTER TABLE mandate ADD COLUMN until TEXT;
ALTER TABLE mandate ADD COLUMN most BIGINT;
-- A decision that someone may not take, put to those of the own side who may.
CREATE TABLE ask (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, side TEXT NOT NULL,
  mandate TEXT NOT NULL, text TEXT NOT NULL, link TEXT, asked_by UUID NOT NULL, asker TEXT NOT NULL,
  asked_at BIGINT NOT NULL, state TEXT NOT NULL, answer TEXT, answered_by UUID, answerer TEXT, answered_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX ask_by_partnership ON ask (organisation_id, partnership_id, state, id);
