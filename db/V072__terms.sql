-- Whoever was let in under one check has to pass the next one, too.

ALTER TABLE pickup ADD COLUMN terms_version integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN pickup.terms_version IS 'rises with each change of the check';
