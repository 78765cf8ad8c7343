-- What a works council decided on what is seen of people. The dossier that it decided on stands beside it as it was, with its
-- hash; another decision is another row, and the highest number holds.
CREATE TABLE works_council (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, number BIGINT NOT NULL,
  council TEXT NOT NULL, decided TEXT NOT NULL, outcome TEXT NOT NULL, smallest_group BIGINT, conditions TEXT NOT NULL,
  dossier TEXT NOT NULL, hash TEXT NOT NULL, made_at BIGINT NOT NULL, made_by UUID NOT NULL,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, number)
);
