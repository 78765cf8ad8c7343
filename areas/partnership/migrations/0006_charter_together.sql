-- Every text that was ever saved of a section, in each language of a charter; of the highest revision is what stands.
-- `merged_from` is the revision that its writer began from, where someone else had saved meanwhile.
CREATE TABLE charter_text (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, section TEXT NOT NULL, language TEXT NOT NULL,
  revision BIGINT NOT NULL, text TEXT NOT NULL, saved_by UUID NOT NULL, side TEXT, saved_at BIGINT NOT NULL,
  merged_from BIGINT,
  PRIMARY KEY (organisation_id, version_id, section, language, revision),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
INSERT INTO charter_text (organisation_id, version_id, section, language, revision, text, saved_by, saved_at)
  SELECT s.organisation_id, s.version_id, s.section, v.language, s.revision, s.text, s.changed_by, s.changed_at
  FROM charter_section s JOIN charter_version v ON v.organisation_id = s.organisation_id AND v.id = s.version_id;
DROP TABLE charter_section;
-- Somebody read the texts of a section in both languages, at these revisions, and found that they say the same.
CREATE TABLE charter_level (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, section TEXT NOT NULL, own_revision BIGINT NOT NULL,
  other_revision BIGINT NOT NULL, confirmed_by UUID NOT NULL, confirmed_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, version_id, section),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
-- The sentence of a measure in the other language.
CREATE TABLE charter_measure_text (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, measure_id UUID NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (organisation_id, version_id, measure_id),
  FOREIGN KEY (organisation_id, measure_id) REFERENCES charter_measure (organisation_id, id)
);
-- The exact text of every offer, also of one that was taken back: whoever read it is shown what changed since.
CREATE TABLE charter_offer (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL,
  offered_by UUID NOT NULL, offered_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, version_id, hash),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
INSERT INTO charter_offer (organisation_id, version_id, hash, text, offered_by, offered_at)
  SELECT organisation_id, id, hash, text, offered_by, offered_at FROM charter_version WHERE hash IS NOT NULL;
-- Who has a section open for writing. A row counts for a minute; it is no part of the history.
CREATE TABLE charter_writer (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, section TEXT NOT NULL, language TEXT NOT NULL,
  person_id UUID NOT NULL, name TEXT NOT NULL, seen_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, version_id, section, language, person_id)
);
-- What was said about a text, with the revision that it was said of. An answer names the comment that it answers.
CREATE TABLE charter_comment (
  organisation_id UUID NOT NULL, id UUID NOT NULL, version_id UUID NOT NULL, section TEXT NOT NULL, language TEXT NOT NULL,
  revision BIGINT NOT NULL, answers UUID, text TEXT NOT NULL, side TEXT NOT NULL, made_by UUID NOT NULL,
  made_at BIGINT NOT NULL, resolved_by UUID, resolved_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
CREATE INDEX charter_comment_by_version ON charter_comment (organisation_id, version_id, id);
-- Which measures a section speaks of.
CREATE TABLE charter_clause_measure (
  organisation_id UUID NOT NULL, version_id UUID NOT NULL, section TEXT NOT NULL, measure_id UUID NOT NULL,
  PRIMARY KEY (organisation_id, version_id, section, measure_id),
  FOREIGN KEY (organisation_id, measure_id) REFERENCES charter_measure (organisation_id, id)
);
-- What a later area decided under a section: its kind, its id, and what it says.
CREATE TABLE charter_clause_use (
  organisation_id UUID NOT NULL, kind TEXT NOT NULL, target_id UUID NOT NULL, section TEXT NOT NULL,
  partnership_id UUID NOT NULL, version_id UUID NOT NULL, title TEXT NOT NULL, happened_at BIGINT NOT NULL,
  linked_by UUID NOT NULL, linked_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, kind, target_id, section),
  FOREIGN KEY (organisation_id, version_id) REFERENCES charter_version (organisation_id, id)
);
CREATE INDEX charter_clause_use_by_partnership ON charter_clause_use (organisation_id, partnership_id, section);
