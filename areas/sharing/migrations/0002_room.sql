-- An NDA of a partnership. Its text never changes: another text is another NDA.
CREATE TABLE nda (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, text_en TEXT NOT NULL,
  text_nl TEXT NOT NULL, hash TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL, written_by UUID NOT NULL,
  written_at BIGINT NOT NULL, force_by UUID, force_at BIGINT, ended_by UUID, ended_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX nda_by_partnership ON nda (organisation_id, partnership_id, id);
CREATE TABLE nda_signature (
  organisation_id UUID NOT NULL, nda_id UUID NOT NULL, person_id UUID NOT NULL, name TEXT NOT NULL,
  signs_for TEXT NOT NULL, hash TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, nda_id, person_id),
  FOREIGN KEY (organisation_id, nda_id) REFERENCES nda (organisation_id, id)
);
-- A document of the data room: what is known of it. Its content is sealed and stands in blob; the key of the document is
-- itself sealed with the key of the installation, which is in no table.
CREATE TABLE room_document (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, number BIGINT NOT NULL,
  side TEXT NOT NULL, title TEXT NOT NULL, file_name TEXT NOT NULL, kind TEXT NOT NULL, size BIGINT NOT NULL,
  until_day TEXT, added_by UUID NOT NULL, added_at BIGINT NOT NULL, revoked_by UUID, revoked_at BIGINT,
  blob_id UUID NOT NULL, key_mark TEXT NOT NULL, sealed_key BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, number),
  FOREIGN KEY (organisation_id, blob_id) REFERENCES blob (organisation_id, id)
);
