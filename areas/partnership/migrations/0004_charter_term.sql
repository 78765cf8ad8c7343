-- Until when a charter is reviewed, and until when it holds: part of the text that both sides sign.
ALTER TABLE charter_version ADD COLUMN review_on TEXT;
ALTER TABLE charter_version ADD COLUMN ends_on TEXT;
