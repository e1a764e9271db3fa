-- Codes are numbered, so that a report about an older one doesn't touch the newer. The numbers begin above those of
-- pickups, which mails on their way still carry.

CREATE SEQUENCE pickup_code_seq;
SELECT setval('pickup_code_seq', (SELECT coalesce(max(id), 0) + 1 FROM pickup));
ALTER TABLE pickup ADD COLUMN code_number bigint UNIQUE;
UPDATE pickup SET code_number = id WHERE code_sent_at IS NOT NULL;
COMMENT ON COLUMN pickup.code_number IS 'of the newest code; the mail that brings it says so in message.about';
