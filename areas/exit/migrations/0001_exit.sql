-- Rehearsals of the exit: what each came to, as figures and never as data.
CREATE TABLE exit_rehearsal (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, side TEXT NOT NULL, begun_by UUID NOT NULL,
  begun_at BIGINT NOT NULL, state TEXT NOT NULL, finished_at BIGINT, result TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX exit_rehearsal_by_partnership ON exit_rehearsal (organisation_id, partnership_id, id);
-- Who hands over what, and by when. Each writing is a version; it holds once the other side agreed.
CREATE TABLE exit_plan (
  organisation_id UUID NOT NULL, partnership_id UUID NOT NULL, version BIGINT NOT NULL, notice_days BIGINT NOT NULL,
  content TEXT NOT NULL, side TEXT NOT NULL, written_by UUID NOT NULL, written_at BIGINT NOT NULL, agreed_by UUID,
  agreed_at BIGINT,
  PRIMARY KEY (organisation_id, partnership_id, version)
);
