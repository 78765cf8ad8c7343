-- A rhythm: meetings of one kind that recur by an RFC 5545 rule, on the wall clock of a zone.
CREATE TABLE meeting_series (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL,
  zone TEXT NOT NULL, starts TEXT NOT NULL, minutes BIGINT NOT NULL, place TEXT NOT NULL, made_at BIGINT NOT NULL,
  made_by UUID NOT NULL, ended_at BIGINT, ended_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX meeting_series_by_partnership ON meeting_series (organisation_id, partnership_id, id);
-- Days on which a side does not work: nobody meets.
CREATE TABLE day_off (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, side TEXT NOT NULL, day TEXT NOT NULL,
  name TEXT NOT NULL, added_at BIGINT NOT NULL, added_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, side, day)
);
-- One meeting of a series, from when someone prepares it.
CREATE TABLE meeting (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, series_id UUID NOT NULL, day TEXT NOT NULL,
  kind TEXT NOT NULL, starts_at BIGINT NOT NULL, zone TEXT NOT NULL, minutes BIGINT NOT NULL, place TEXT NOT NULL,
  made_at BIGINT NOT NULL, made_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, series_id, day)
);
CREATE INDEX meeting_by_start ON meeting (organisation_id, partnership_id, starts_at);
CREATE TABLE meeting_presence (
  organisation_id UUID NOT NULL, meeting_id UUID NOT NULL, person_id UUID NOT NULL, side TEXT NOT NULL,
  PRIMARY KEY (organisation_id, meeting_id, person_id, side)
);
-- Every version of the minutes stays; the one with the highest number is what they say.
CREATE TABLE meeting_minutes (
  organisation_id UUID NOT NULL, meeting_id UUID NOT NULL, version BIGINT NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL,
  written_at BIGINT NOT NULL, written_by UUID NOT NULL, side TEXT NOT NULL,
  PRIMARY KEY (organisation_id, meeting_id, version)
);
-- An approval binds one version by its hash; of a later version there is none.
CREATE TABLE meeting_approval (
  organisation_id UUID NOT NULL, meeting_id UUID NOT NULL, version BIGINT NOT NULL, side TEXT NOT NULL, hash TEXT NOT NULL,
  approved_at BIGINT NOT NULL, approved_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, meeting_id, version, side)
);
-- A point stands on the agenda of every meeting of its kind until it is settled.
CREATE TABLE meeting_point (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  side TEXT NOT NULL, raised_at BIGINT NOT NULL, raised_by UUID NOT NULL, raised_in UUID, escalated_at BIGINT,
  escalated_by UUID, settled_at BIGINT, settled_by UUID, settled_in UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX meeting_point_by_partnership ON meeting_point (organisation_id, partnership_id, id);
ALTER TABLE decision ADD COLUMN meeting_id UUID;
ALTER TABLE decision ADD COLUMN measure TEXT NOT NULL DEFAULT '';
CREATE INDEX decision_by_meeting ON decision (organisation_id, meeting_id);
-- A person's secret link to their calendar over all partnerships: a reference table, found by the hash of the token.
CREATE TABLE calendar_feed (
  token_hash BYTEA NOT NULL PRIMARY KEY, person_id UUID NOT NULL UNIQUE, made_at BIGINT NOT NULL
);
