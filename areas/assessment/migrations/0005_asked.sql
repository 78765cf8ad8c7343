-- The level, counted from the lowest as 1, that a rubric asks of everything that is looked at; nothing where it asks none.
ALTER TABLE rubric ADD COLUMN asked BIGINT;
