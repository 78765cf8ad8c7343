-- Readings that come by themselves. A connector names a source of the configuration and a path within it; no address and
-- no credential stand here. What it did is a run, kept with every row that was refused.
CREATE TABLE connector (
  organisation_id UUID NOT NULL, id UUID NOT NULL, kpi_id UUID NOT NULL, title TEXT NOT NULL, number BIGINT NOT NULL,
  source TEXT NOT NULL, path TEXT NOT NULL, sheet TEXT NOT NULL,
  unit_column TEXT NOT NULL, period_column TEXT NOT NULL, value_column TEXT NOT NULL, people_column TEXT NOT NULL,
  share BOOLEAN NOT NULL, least DOUBLE PRECISION, most DOUBLE PRECISION, jump DOUBLE PRECISION, new_units BOOLEAN NOT NULL,
  every TEXT NOT NULL, on_day BIGINT NOT NULL, hour BIGINT NOT NULL, zone TEXT NOT NULL,
  state TEXT NOT NULL, previewed BIGINT NOT NULL, next_at BIGINT, mark TEXT NOT NULL, sha256 TEXT NOT NULL,
  kept_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE TABLE connector_run (
  organisation_id UUID NOT NULL, connector_id UUID NOT NULL, id UUID NOT NULL, number BIGINT NOT NULL,
  preview BOOLEAN NOT NULL, person_id UUID, at BIGINT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
  detail TEXT NOT NULL, headings TEXT NOT NULL, taken BIGINT NOT NULL, new BIGINT NOT NULL, corrected BIGINT NOT NULL,
  same BIGINT NOT NULL, refused BIGINT NOT NULL, faults TEXT NOT NULL, flags TEXT NOT NULL, shown TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (organisation_id, connector_id, id)
);
-- What a program sent in one piece, under a key of its own: sent twice, it is taken once.
CREATE TABLE reading_batch (
  organisation_id UUID NOT NULL, person_id UUID NOT NULL, key TEXT NOT NULL, kpi_id UUID NOT NULL, sha256 TEXT NOT NULL,
  new BIGINT NOT NULL, corrected BIGINT NOT NULL, same BIGINT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, person_id, key)
);
