-- The file that a score rests on, one for each. Its content is sealed: blob_id names the sealed bytes, sealed_key their key,
-- and key_mark tells which key of the installation opens that.
CREATE TABLE selection_file (
  organisation_id UUID NOT NULL, id UUID NOT NULL, round_id UUID NOT NULL, person_id UUID NOT NULL,
  candidate_id UUID NOT NULL, criterion_id UUID NOT NULL, file_name TEXT NOT NULL, kind TEXT NOT NULL,
  size BIGINT NOT NULL, added_by UUID NOT NULL, added_at BIGINT NOT NULL, blob_id UUID NOT NULL, key_mark TEXT NOT NULL,
  sealed_key BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX selection_file_by_score ON selection_file
  (organisation_id, round_id, person_id, candidate_id, criterion_id);
