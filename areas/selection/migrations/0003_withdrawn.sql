-- A candidate that stepped back: it drops out of the ranking and keeps what was given to it. Nobody in withdrawn_by: the
-- candidate did so itself, through its link.
ALTER TABLE selection_candidate ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE selection_candidate ADD COLUMN withdrawn_by UUID;
ALTER TABLE selection_candidate ADD COLUMN withdrawn_reason TEXT;
