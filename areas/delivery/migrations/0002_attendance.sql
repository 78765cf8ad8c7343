-- Who was at a session, and where. Whoever has no row was not noted.
CREATE TABLE attendance (
  organisation_id UUID NOT NULL, session_id UUID NOT NULL, enrolment_id UUID NOT NULL, how TEXT NOT NULL,
  noted_by UUID NOT NULL, noted_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, session_id, enrolment_id)
);
