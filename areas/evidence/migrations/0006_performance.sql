-- Ratings from performance reviews: how the columns of a source are read, each file that was taken in, and each rating
-- with the row and the words that it came from. A corrected file is a new version; the one before stays and is superseded.
CREATE TABLE review_source (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, title TEXT NOT NULL,
  mapping TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX review_source_by_title ON review_source (organisation_id, partnership_id, title);
CREATE TABLE review_import (
  organisation_id UUID NOT NULL, id UUID NOT NULL, source_id UUID NOT NULL, partnership_id UUID NOT NULL,
  programme_id UUID NOT NULL, title TEXT NOT NULL, day TEXT NOT NULL, version BIGINT NOT NULL, file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL, ratings BIGINT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL, superseded_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX review_import_version ON review_import (organisation_id, source_id, programme_id, day, version);
CREATE INDEX review_import_by_partnership ON review_import (organisation_id, partnership_id, id);
CREATE TABLE review_rating (
  organisation_id UUID NOT NULL, import_id UUID NOT NULL, subject TEXT NOT NULL, behaviour_id UUID NOT NULL,
  trained BOOLEAN NOT NULL, value DOUBLE PRECISION NOT NULL, raw TEXT NOT NULL, row_number BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, import_id, subject, behaviour_id)
);
