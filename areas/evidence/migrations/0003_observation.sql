-- Who leads which unit: a line manager is known by an address, with or without an account.
CREATE TABLE team_lead (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, unit TEXT NOT NULL, email TEXT NOT NULL,
  name TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX team_lead_of_unit ON team_lead (organisation_id, partnership_id, unit, email);
-- What one observer saw of one person on one day. The id is made where it was written down, so that what is sent twice
-- is stored once. Who was observed is a hash as in `rating`; the example never leaves the organisation.
CREATE TABLE observation (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  subject TEXT NOT NULL, observer_id UUID NOT NULL, day TEXT NOT NULL, not_seen TEXT NOT NULL, example TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX observation_by_observer ON observation (organisation_id, partnership_id, observer_id, made_at);
ALTER TABLE rating ADD COLUMN observation_id UUID;
CREATE INDEX rating_by_observation ON rating (organisation_id, observation_id);
