-- What an organisation lets one partner see of one KPI. The terms never change: other terms are another agreement.
CREATE TABLE agreement (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, kpi_id UUID NOT NULL,
  title TEXT NOT NULL, grain TEXT NOT NULL, smallest_group BIGINT NOT NULL, purpose TEXT NOT NULL,
  data_class TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL, offered_at BIGINT NOT NULL,
  offered_by UUID NOT NULL, accepted_at BIGINT, accepted_by UUID, revoked_at BIGINT, revoked_by UUID,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX agreement_by_partnership ON agreement (organisation_id, partnership_id, id);
CREATE INDEX agreement_by_kpi ON agreement (organisation_id, partnership_id, kpi_id);
