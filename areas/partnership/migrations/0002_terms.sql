-- What is proposed is written once; accepting, replacing and taking back change its state and nothing of its content.
CREATE TABLE terms (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, ordinal BIGINT NOT NULL,
  state TEXT NOT NULL, side TEXT NOT NULL, proposed_by UUID NOT NULL, proposer TEXT NOT NULL,
  proposed_at BIGINT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL, accepted_by UUID, acceptor TEXT,
  accepted_at BIGINT, accepted_words TEXT, ended_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, partnership_id, ordinal)
);
-- What is due on a settlement date; everything that it says is computed from its inputs.
CREATE TABLE fee_statement (
  organisation_id UUID NOT NULL, id UUID NOT NULL, partnership_id UUID NOT NULL, terms_id UUID NOT NULL,
  ordinal BIGINT NOT NULL, state TEXT NOT NULL, on_day TEXT NOT NULL, side TEXT NOT NULL, made_by UUID NOT NULL,
  maker TEXT NOT NULL, made_at BIGINT NOT NULL, inputs TEXT NOT NULL, hash TEXT NOT NULL, confirmed_by UUID,
  confirmer TEXT, confirmed_at BIGINT, ended_at BIGINT,
  PRIMARY KEY (organisation_id, id),
  UNIQUE (organisation_id, terms_id, ordinal),
  FOREIGN KEY (organisation_id, terms_id) REFERENCES terms (organisation_id, id)
);
CREATE INDEX fee_statement_by_partnership ON fee_statement (organisation_id, partnership_id, state);
