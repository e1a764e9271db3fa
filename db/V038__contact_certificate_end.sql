-- When contacts' certificates end, so that administrators see the soonest first.

ALTER TABLE contact_certificate ADD COLUMN ends_at timestamptz, ADD COLUMN revoked boolean NOT NULL DEFAULT false;
CREATE INDEX contact_certificate_ends ON contact_certificate (account_id, ends_at) WHERE standing IN ('PINNED', 'PENDING');
COMMENT ON COLUMN contact_certificate.ends_at IS 'as the certificate itself said when it was seen last; never if null';
COMMENT ON COLUMN contact_certificate.revoked IS 'whether its owner had called it back when it was seen last';
