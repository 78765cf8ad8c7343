-- What learners are asked after a module: one row for each version of its form, never changed. The default form that
-- every module has stands in the code and is version 0.
CREATE TABLE feedback_form (
  organisation_id UUID NOT NULL, module_id UUID NOT NULL, version BIGINT NOT NULL, partnership_id UUID NOT NULL,
  content TEXT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, module_id, version)
);
-- A round keeps what it asked, of which version of the module, in which language and region.
ALTER TABLE feedback_round ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback_round ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE feedback_round ADD COLUMN form_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feedback_round ADD COLUMN module_version BIGINT NOT NULL DEFAULT 1;
-- Groups of those who are asked, kept only where they are large enough to be named.
ALTER TABLE feedback_invitation ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback_invitation ADD COLUMN unit TEXT NOT NULL DEFAULT '';
-- How the link gets to its reader: by mail, or on a slip of paper in the room.
ALTER TABLE feedback_invitation ADD COLUMN channel TEXT NOT NULL DEFAULT 'mail';
CREATE TABLE feedback_group (
  organisation_id UUID NOT NULL, round_id UUID NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, invited BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, round_id, kind, name)
);
-- Answers to the questions of a form's own, as JSON by their keys.
ALTER TABLE feedback_answer ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback_answer ADD COLUMN own TEXT NOT NULL DEFAULT '';
