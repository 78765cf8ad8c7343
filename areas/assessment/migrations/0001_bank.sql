-- Items and the banks that keep them. What an item asks and how it is scored stands in its versions, none of which is
-- ever changed: a test names the version that it asks.
CREATE TABLE item_bank (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID, title TEXT NOT NULL,
  language TEXT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX item_bank_by_partnership ON item_bank (organisation_id, partnership_id, id);
CREATE TABLE item (
  organisation_id UUID NOT NULL, id UUID NOT NULL, bank_id UUID NOT NULL, version BIGINT NOT NULL, retired_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX item_by_bank ON item (organisation_id, bank_id, id);
CREATE TABLE item_version (
  organisation_id UUID NOT NULL, item_id UUID NOT NULL, version BIGINT NOT NULL, kind TEXT NOT NULL, prompt TEXT NOT NULL,
  content TEXT NOT NULL, tier BIGINT NOT NULL, skill TEXT NOT NULL, module_id UUID, writer TEXT NOT NULL, side TEXT NOT NULL,
  source TEXT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, item_id, version)
);
