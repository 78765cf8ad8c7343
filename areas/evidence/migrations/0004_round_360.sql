-- 360 feedback. Who may rate whom is known, as it has to be; who answered what is not: of a link only the hash is kept,
-- without the rater, and it is gone once it was used. An answer knows whom it is about and from which group it came, has
-- a random id and no day, and nothing leads from one to the other.
CREATE TABLE round_360 (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, programme_id UUID NOT NULL,
  title TEXT NOT NULL, wave TEXT NOT NULL, before_id UUID, closes TEXT NOT NULL, invited_on TEXT, made_by UUID NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX round_360_by_partnership ON round_360 (organisation_id, partnership_id, id);
CREATE TABLE subject_360 (
  organisation_id UUID NOT NULL, id UUID NOT NULL, round_id UUID NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL,
  unit TEXT NOT NULL, subject TEXT NOT NULL, waits BOOLEAN NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX subject_360_of_round ON subject_360 (organisation_id, round_id, email);
CREATE TABLE nomination_360 (
  organisation_id UUID NOT NULL, id UUID NOT NULL, round_id UUID NOT NULL, subject_id UUID NOT NULL,
  rater_group TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX nomination_360_once ON nomination_360 (organisation_id, subject_id, email);
CREATE INDEX nomination_360_by_round ON nomination_360 (organisation_id, round_id);
CREATE TABLE invitation_360 (
  organisation_id UUID NOT NULL, token_hash BYTEA NOT NULL, round_id UUID NOT NULL, subject_id UUID NOT NULL,
  rater_group TEXT NOT NULL,
  PRIMARY KEY (organisation_id, token_hash)
);
CREATE TABLE answer_360 (
  organisation_id UUID NOT NULL, id UUID NOT NULL, round_id UUID NOT NULL, subject_id UUID NOT NULL,
  rater_group TEXT NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX answer_360_by_round ON answer_360 (organisation_id, round_id, subject_id);
CREATE TABLE rating_360 (
  organisation_id UUID NOT NULL, answer_id UUID NOT NULL, behaviour_id UUID NOT NULL, value BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, answer_id, behaviour_id)
);
