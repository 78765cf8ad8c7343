-- When the profile was put into the partnership: the first one is its start, and what came later stands beside it.
ALTER TABLE selection_decision ADD COLUMN linked_at BIGINT;
