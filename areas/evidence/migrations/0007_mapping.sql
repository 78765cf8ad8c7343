-- From statements of other systems to evidence. A rule is never changed: a changed one is a new version, and the one before
-- is superseded with what was taken by it. `read_through` is the position in the record store up to which it was applied.
CREATE TABLE mapping_rule (
  organisation_id UUID NOT NULL, id UUID NOT NULL, version BIGINT NOT NULL, partnership_id UUID NOT NULL,
  programme_id UUID NOT NULL, verb TEXT NOT NULL, activity TEXT NOT NULL, prefix BOOLEAN NOT NULL,
  least DOUBLE PRECISION, domain TEXT NOT NULL, kind TEXT NOT NULL, target_id UUID NOT NULL, title TEXT NOT NULL,
  read_through BIGINT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL, superseded_at BIGINT,
  PRIMARY KEY (organisation_id, id, version)
);
CREATE INDEX mapping_rule_by_partnership ON mapping_rule (organisation_id, partnership_id, id);
-- What one statement is evidence of by one version of a rule. Without an e-mail it waits for the person.
CREATE TABLE mapped_statement (
  organisation_id UUID NOT NULL, rule_id UUID NOT NULL, version BIGINT NOT NULL, statement_id UUID NOT NULL,
  partnership_id UUID NOT NULL, programme_id UUID NOT NULL, position BIGINT NOT NULL, source BIGINT NOT NULL,
  agent TEXT NOT NULL, email TEXT NOT NULL, reason TEXT NOT NULL, scaled DOUBLE PRECISION, raw DOUBLE PRECISION,
  success BOOLEAN, completion BOOLEAN, duration TEXT NOT NULL, registration UUID, session TEXT NOT NULL, tier BIGINT NOT NULL,
  day TEXT NOT NULL, happened_at BIGINT NOT NULL, superseded_at BIGINT,
  PRIMARY KEY (organisation_id, rule_id, version, statement_id)
);
CREATE INDEX mapped_statement_by_partnership ON mapped_statement (organisation_id, partnership_id, day);
CREATE INDEX mapped_statement_by_statement ON mapped_statement (organisation_id, statement_id);
CREATE INDEX mapped_statement_by_email ON mapped_statement (organisation_id, email, programme_id);
-- The activities that statements name, under the hash of their address, and how far the store was read for them.
CREATE TABLE reported_activity (
  organisation_id UUID NOT NULL, mark TEXT NOT NULL, activity TEXT NOT NULL, name TEXT NOT NULL, statements BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, mark)
);
CREATE TABLE mapping_cursor (
  organisation_id UUID NOT NULL, position BIGINT NOT NULL, turn BIGINT NOT NULL,
  PRIMARY KEY (organisation_id)
);
