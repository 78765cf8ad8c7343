-- Demonstrations of a skill, scored on a rubric by two raters who do not see each other's scores before both are in.
CREATE TABLE rubric (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  module_id UUID, title TEXT NOT NULL, tier BIGINT NOT NULL, content TEXT NOT NULL, made_by UUID NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX rubric_by_partnership ON rubric (organisation_id, partnership_id, id);
CREATE TABLE demonstration (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, rubric_id UUID NOT NULL,
  cohort_id UUID NOT NULL, cohort_title TEXT NOT NULL, enrolment_id UUID NOT NULL, day TEXT NOT NULL, days BIGINT,
  agreed TEXT, reason TEXT NOT NULL, agreed_by UUID, agreed_at BIGINT, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX demonstration_once ON demonstration (organisation_id, rubric_id, enrolment_id, day);
CREATE TABLE demonstration_score (
  organisation_id UUID NOT NULL, demonstration_id UUID NOT NULL, rater_id UUID NOT NULL, rater TEXT NOT NULL,
  levels TEXT NOT NULL, words TEXT NOT NULL, submitted_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, demonstration_id, rater_id)
);
