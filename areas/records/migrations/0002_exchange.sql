-- Exchanges with other record stores: what is forwarded to them or imported from them, and how far that has come. What is
-- done is saved with its position, so that nothing is lost or done twice in effect.
CREATE TABLE record_exchange (
  organisation_id UUID NOT NULL, id UUID NOT NULL, title TEXT NOT NULL, direction TEXT NOT NULL, source TEXT NOT NULL,
  path TEXT NOT NULL, version TEXT NOT NULL, number BIGINT NOT NULL, credential_id UUID, state TEXT NOT NULL,
  turn BIGINT NOT NULL, position BIGINT NOT NULL, more TEXT NOT NULL, since TEXT NOT NULL,
  failures BIGINT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, moved_at BIGINT, made_by UUID NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
-- Statements that the receiving side keeps as something else, or refuses.
CREATE TABLE record_set_aside (
  organisation_id UUID NOT NULL, exchange_id UUID NOT NULL, statement_id UUID NOT NULL, reason TEXT NOT NULL,
  detail TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, exchange_id, statement_id)
);
