-- The keys of the newest statements wait in memory until their segment is whole: up to `keyed_through` the table has them.
ALTER TABLE record_head ADD COLUMN keyed_through BIGINT NOT NULL DEFAULT 0;
UPDATE record_head SET keyed_through = position;
-- Segments are smaller now, as they are written whole.
UPDATE statement_key SET segment = position / 16384 WHERE segment <> position / 16384;
DELETE FROM statement_segment;
INSERT INTO statement_segment (organisation_id, segment) SELECT DISTINCT organisation_id, segment FROM statement_key;
