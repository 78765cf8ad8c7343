-- How far a mandate reaches in money for its kind of decision, in place of the one limit of its person.
ALTER TABLE mandate ADD COLUMN kind_most BIGINT;
