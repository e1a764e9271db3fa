-- What the owner of an S/MIME certificate said, signed with it, that their program reads (RFC 8551 §2.5.2).

ALTER TABLE contact_certificate ADD COLUMN reads text CHECK (reads IN ('WHAT_ALL_DO', 'AUTH_ENVELOPED', 'RFC_8551'));
ALTER TABLE contact_certificate ADD COLUMN reads_said_at timestamptz;
COMMENT ON COLUMN contact_certificate.reads_said_at IS 'by the signer''s own clock, but never later than we heard it; an older word changes nothing';
