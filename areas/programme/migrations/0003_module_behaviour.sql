-- Which behaviours of its programme a module works on.
CREATE TABLE module_behaviour (
  organisation_id UUID NOT NULL, module_id UUID NOT NULL, behaviour_id UUID NOT NULL, programme_id UUID NOT NULL,
  PRIMARY KEY (organisation_id, module_id, behaviour_id)
);
CREATE INDEX module_behaviour_by_programme ON module_behaviour (organisation_id, programme_id, module_id);
