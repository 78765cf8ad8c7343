-- Where a mail that comes by itself is switched off with one request (RFC 8058).
ALTER TABLE mail ADD COLUMN unsubscribe TEXT;
