-- MTA-STS policies as last fetched (RFC 8461 §3.2): they outlive a restart, expired ones until they are replaced.

CREATE TABLE sts_policy (
  domain      text PRIMARY KEY,
  id          text NOT NULL,
  mode        text NOT NULL CHECK (mode IN ('ENFORCE', 'TESTING', 'NONE')),
  mx          text NOT NULL,
  max_age     bigint NOT NULL CHECK (max_age BETWEEN 0 AND 31557600),
  fetched_at  timestamptz NOT NULL
);
COMMENT ON COLUMN sts_policy.id IS 'of the TXT record that announced it';
COMMENT ON COLUMN sts_policy.mx IS 'patterns, separated by spaces';
COMMENT ON COLUMN sts_policy.max_age IS 'seconds from fetched_at';
