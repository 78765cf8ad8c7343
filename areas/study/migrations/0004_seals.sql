-- The words of a side, of which with those of the other the seed of a draw is made. Their hash is public at once, the words
-- from when they are opened; a side that keeps its words itself gives them then.
CREATE TABLE study_seal (
  organisation_id UUID NOT NULL, study_id UUID NOT NULL, side TEXT NOT NULL, hash TEXT NOT NULL, words TEXT,
  sealed_at BIGINT NOT NULL, sealed_by UUID NOT NULL, opened_at BIGINT,
  PRIMARY KEY (organisation_id, study_id, side)
);
