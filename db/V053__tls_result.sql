-- What connections met, counted by day of UTC for reports on TLS (RFC 8460). It tells of domains, never of who wrote.

CREATE TABLE tls_result (
  day            date NOT NULL,
  digest         text NOT NULL,
  domain         text NOT NULL,
  policy_type    text NOT NULL CHECK (policy_type IN ('TLSA', 'STS', 'NO_POLICY_FOUND')),
  policy_domain  text NOT NULL,
  policy         text NOT NULL,
  failure        text NOT NULL,
  reason         text NOT NULL,
  mx_host        text NOT NULL,
  mx_ip          text NOT NULL,
  sessions       bigint NOT NULL CHECK (sessions > 0),
  PRIMARY KEY (day, digest)
);
CREATE INDEX tls_result_of_domain ON tls_result (domain, day);
COMMENT ON COLUMN tls_result.digest IS 'of all texts after it, since a policy is too long for a key';
COMMENT ON COLUMN tls_result.domain IS 'the recipients''; policy_domain is the MX host''s where TLSA records bound';
COMMENT ON COLUMN tls_result.policy IS 'its lines';
COMMENT ON COLUMN tls_result.failure IS 'empty for success; then reason, mx_host and mx_ip are empty, too';
