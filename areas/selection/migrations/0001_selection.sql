-- The choice of a partner. Criteria, weights and candidates stand still once a round is opened; scores once it is closed.
CREATE TABLE selection_round (
  organisation_id UUID NOT NULL, id UUID NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, currency TEXT NOT NULL,
  price_cap DOUBLE PRECISION NOT NULL, price_weight DOUBLE PRECISION NOT NULL, seed BIGINT NOT NULL,
  reason TEXT NOT NULL, made_by UUID NOT NULL, made_at BIGINT NOT NULL, opened_at BIGINT, closed_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE TABLE selection_challenge (
  organisation_id UUID NOT NULL, round_id UUID NOT NULL, challenge_id UUID NOT NULL,
  PRIMARY KEY (organisation_id, round_id, challenge_id)
);
-- A tree of two levels. A weight is a share within its group: the criteria of the round, or the parts of one criterion.
CREATE TABLE selection_criterion (
  organisation_id UUID NOT NULL, id UUID NOT NULL, round_id UUID NOT NULL, parent_id UUID, place BIGINT NOT NULL,
  title TEXT NOT NULL, question TEXT NOT NULL, weight DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE INDEX selection_criterion_by_round ON selection_criterion (organisation_id, round_id, place);
-- The comparisons from which a group got its weights; a group without any got them directly.
CREATE TABLE selection_comparison (
  organisation_id UUID NOT NULL, round_id UUID NOT NULL, group_id UUID NOT NULL, one_id UUID NOT NULL,
  other_id UUID NOT NULL, value DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (organisation_id, round_id, group_id, one_id, other_id)
);
CREATE TABLE selection_candidate (
  organisation_id UUID NOT NULL, id UUID NOT NULL, round_id UUID NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL,
  email TEXT NOT NULL, language TEXT NOT NULL, price BIGINT, price_note TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX selection_candidate_by_name ON selection_candidate (organisation_id, round_id, name_key);
-- The link through which a candidate writes and reads without an account; of its token the hash alone is kept.
CREATE TABLE selection_link (
  organisation_id UUID NOT NULL, id UUID NOT NULL, candidate_id UUID NOT NULL, token_hash BYTEA NOT NULL,
  made_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT,
  PRIMARY KEY (organisation_id, id)
);
CREATE UNIQUE INDEX selection_link_by_hash ON selection_link (organisation_id, token_hash);
CREATE INDEX selection_link_by_candidate ON selection_link (organisation_id, candidate_id, made_at);
-- What a candidate says of itself. Every saying is a version; the highest number is what it says now.
CREATE TABLE transparency_profile (
  organisation_id UUID NOT NULL, candidate_id UUID NOT NULL, number BIGINT NOT NULL, content TEXT NOT NULL,
  said_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, candidate_id, number)
);
CREATE TABLE selection_assessor (
  organisation_id UUID NOT NULL, round_id UUID NOT NULL, person_id UUID NOT NULL, asked_at BIGINT NOT NULL,
  submitted_at BIGINT,
  PRIMARY KEY (organisation_id, round_id, person_id)
);
CREATE TABLE selection_score (
  organisation_id UUID NOT NULL, round_id UUID NOT NULL, person_id UUID NOT NULL, candidate_id UUID NOT NULL,
  criterion_id UUID NOT NULL, score BIGINT NOT NULL, kind TEXT NOT NULL, evidence TEXT NOT NULL,
  PRIMARY KEY (organisation_id, round_id, person_id, candidate_id, criterion_id)
);
CREATE TABLE selection_decision (
  organisation_id UUID NOT NULL, round_id UUID NOT NULL, candidate_id UUID NOT NULL, reasons TEXT NOT NULL,
  exception TEXT NOT NULL, first BOOLEAN NOT NULL, stable BOOLEAN NOT NULL, share DOUBLE PRECISION NOT NULL,
  decided_by UUID NOT NULL, decided_at BIGINT NOT NULL, invited_at BIGINT, partnership_id UUID,
  PRIMARY KEY (organisation_id, round_id)
);
CREATE INDEX selection_decision_by_partnership ON selection_decision (organisation_id, partnership_id);
-- What the organisation adds to the letter of a candidate in words of its own.
CREATE TABLE selection_letter (
  organisation_id UUID NOT NULL, candidate_id UUID NOT NULL, words TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, candidate_id)
);
