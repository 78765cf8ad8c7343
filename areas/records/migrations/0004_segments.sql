-- Segments are four times as long: what is rare in a large store is looked for in a quarter of the places.
UPDATE statement_key SET segment = position / 65536 WHERE segment <> position / 65536;
DELETE FROM statement_segment;
INSERT INTO statement_segment (organisation_id, segment) SELECT DISTINCT organisation_id, segment FROM statement_key;
