-- The re-evaluation in the middle of a programme: once for each.
CREATE TABLE midway (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  side TEXT NOT NULL, begun_by UUID NOT NULL, begun_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, programme_id)
);
CREATE INDEX midway_by_partnership ON midway (organisation_id, partnership_id, id);
-- What one side would do with a module, and that the other agreed. The evidence is kept as it was then.
CREATE TABLE midway_verdict (
  organisation_id UUID NOT NULL, midway_id UUID NOT NULL, module_id UUID NOT NULL, revision BIGINT NOT NULL,
  verdict TEXT NOT NULL, reason TEXT NOT NULL, freed BIGINT, currency TEXT NOT NULL, evidence TEXT, side TEXT NOT NULL,
  put_by UUID NOT NULL, put_at BIGINT NOT NULL, agreed_by UUID, agreed_at BIGINT, proposal_id UUID,
  PRIMARY KEY (organisation_id, midway_id, module_id),
  FOREIGN KEY (organisation_id, midway_id) REFERENCES midway (organisation_id, id)
);
