-- What is designed together: a programme for a goal, the behaviours it is about, its measures, its modules in order.
CREATE TABLE programme (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, goal_id UUID, title TEXT NOT NULL,
  purpose TEXT NOT NULL, made_at BIGINT NOT NULL, approved_at BIGINT, approved_by UUID, ended_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX programme_by_partnership ON programme (organisation_id, partnership_id, id);
CREATE TABLE programme_measure (
  organisation_id UUID NOT NULL, id UUID NOT NULL, programme_id UUID NOT NULL, level BIGINT NOT NULL,
  text TEXT NOT NULL, kpi_id UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX programme_measure_by_programme ON programme_measure (organisation_id, programme_id, level, id);
CREATE TABLE behaviour (
  organisation_id UUID NOT NULL, id UUID NOT NULL, programme_id UUID NOT NULL, text TEXT NOT NULL,
  anchor_low TEXT NOT NULL, anchor_high TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX behaviour_by_programme ON behaviour (organisation_id, programme_id, id);
CREATE TABLE module (
  organisation_id UUID NOT NULL, id UUID NOT NULL, programme_id UUID NOT NULL, place BIGINT NOT NULL, title TEXT NOT NULL,
  mode TEXT NOT NULL, minutes BIGINT NOT NULL, own_case_minutes BIGINT NOT NULL, version BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX module_by_programme ON module (organisation_id, programme_id, place);
