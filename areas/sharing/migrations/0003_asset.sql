-- Who owns what both sides made, and what each may do with it. Terms are versions: one side proposes, the other confirms,
-- and what was confirmed holds until another version is.
CREATE TABLE asset (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, kind TEXT NOT NULL, target_id UUID,
  title TEXT NOT NULL, version BIGINT NOT NULL, confirmed BIGINT, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX asset_by_partnership ON asset (organisation_id, partnership_id, id);
CREATE UNIQUE INDEX asset_of_target ON asset (organisation_id, partnership_id, kind, target_id);
CREATE TABLE asset_terms (
  organisation_id UUID NOT NULL, asset_id UUID NOT NULL, version BIGINT NOT NULL, authors_organisation TEXT NOT NULL,
  authors_partner TEXT NOT NULL, licence TEXT NOT NULL, words TEXT NOT NULL, organisation_during BOOLEAN NOT NULL,
  organisation_after BOOLEAN NOT NULL, organisation_elsewhere BOOLEAN NOT NULL, partner_during BOOLEAN NOT NULL,
  partner_after BOOLEAN NOT NULL, partner_elsewhere BOOLEAN NOT NULL, side TEXT NOT NULL, proposed_by UUID NOT NULL,
  proposed_at BIGINT NOT NULL, confirmed_by UUID, confirmed_at BIGINT,
  PRIMARY KEY (organisation_id, asset_id, version),
  FOREIGN KEY (organisation_id, asset_id) REFERENCES asset (organisation_id, id)
);
