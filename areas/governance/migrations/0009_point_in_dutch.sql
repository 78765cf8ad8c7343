-- A point that nobody raised but the product itself, of an alarm or a gap, is written in both languages: `text` is the English then.
ALTER TABLE meeting_point ADD COLUMN text_nl TEXT;
