-- Why we train. A KPI's definition and a reading's value are never overwritten: what changes is a new version.
CREATE TABLE challenge (
  organisation_id UUID NOT NULL, id UUID NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
  owner_id UUID NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE TABLE kpi (
  organisation_id UUID NOT NULL, id UUID NOT NULL, title TEXT NOT NULL, number BIGINT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE TABLE kpi_version (
  organisation_id UUID NOT NULL, kpi_id UUID NOT NULL, number BIGINT NOT NULL, id UUID NOT NULL,
  population TEXT NOT NULL, formula TEXT NOT NULL, unit TEXT NOT NULL, decimals BIGINT NOT NULL,
  direction TEXT NOT NULL, cadence TEXT NOT NULL, grain TEXT NOT NULL, source TEXT NOT NULL, data_class TEXT NOT NULL,
  made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, kpi_id, number)
);
CREATE UNIQUE INDEX kpi_version_by_id ON kpi_version (organisation_id, id);
CREATE TABLE goal (
  organisation_id UUID NOT NULL, id UUID NOT NULL, challenge_id UUID NOT NULL, kpi_id UUID NOT NULL, title TEXT NOT NULL,
  baseline DOUBLE PRECISION NOT NULL, target DOUBLE PRECISION NOT NULL, due TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX goal_by_challenge ON goal (organisation_id, challenge_id, id);
-- A partner sees the goals that were shared with its partnership, one by one.
CREATE TABLE goal_share (
  organisation_id UUID NOT NULL, partnership_id UUID NOT NULL, goal_id UUID NOT NULL, shared_at BIGINT NOT NULL,
  shared_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, partnership_id, goal_id)
);
-- A value of one unit in one period as it was known from a moment on; the highest number is what is known now.
CREATE TABLE reading (
  organisation_id UUID NOT NULL, kpi_id UUID NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL, number BIGINT NOT NULL,
  id UUID NOT NULL, value DOUBLE PRECISION NOT NULL, people BIGINT, known_at BIGINT NOT NULL, person_id UUID NOT NULL,
  PRIMARY KEY (organisation_id, kpi_id, unit, period, number)
);
CREATE UNIQUE INDEX reading_by_id ON reading (organisation_id, id);
CREATE INDEX reading_by_period ON reading (organisation_id, kpi_id, period, unit);
-- Where a KPI stands in the register of metrics, and its worked example.
CREATE TABLE kpi_metric (
  organisation_id UUID NOT NULL, kpi_id UUID NOT NULL, kind TEXT NOT NULL, users TEXT NOT NULL, reasons TEXT NOT NULL,
  part DOUBLE PRECISION, whole DOUBLE PRECISION, value DOUBLE PRECISION, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, kpi_id)
);
