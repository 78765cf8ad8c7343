-- Statements by id. An index of ids is one of random numbers: every statement changes a page of it. So ids wait in memory and
-- are written later, many to a page, in the order of their hashes: `statement_id_block` has them, sorted, some hundreds in a
-- row that begins with the hash `first`.
CREATE TABLE statement_id_block (
  organisation_id UUID NOT NULL, first BIGINT NOT NULL, entries BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, first)
);
-- The hashes of what is waiting, as it came: a row for each commit, by its last position.
CREATE TABLE statement_id_log (
  organisation_id UUID NOT NULL, position BIGINT NOT NULL, hashes BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, position)
) /*sqlite WITHOUT ROWID */;
-- Of statements up to here no table has the ids yet: what was stored before there were these tables, or came from an archive.
ALTER TABLE record_head ADD COLUMN unnamed BIGINT NOT NULL DEFAULT 0;
UPDATE record_head SET unnamed = position;
DROP INDEX statement_by_id;
