-- How much an asked decision is about, in minor units: it goes to those whose mandate reaches so far.
ALTER TABLE ask ADD COLUMN amount BIGINT;
