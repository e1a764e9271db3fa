-- What we know of other people's domains. It comes from the wire and belongs to no account.

CREATE SEQUENCE remote_domain_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE remote_domain (
  id            bigint PRIMARY KEY DEFAULT nextval('remote_domain_seq'),
  name          text NOT NULL UNIQUE,
  attempted_at  timestamptz,
  attempt       text CHECK (attempt IN ('REACHED', 'UNREACHABLE', 'NO_MAIL')),
  attempt_why   text NOT NULL DEFAULT '',
  seen_at       timestamptz,
  level         text NOT NULL DEFAULT 'NONE' CHECK (level IN ('NONE', 'ENCRYPTED', 'VERIFIED', 'AUTHENTICATED')),
  tls_offered   boolean NOT NULL DEFAULT false,
  evidence      text NOT NULL DEFAULT '[]',
  best_level    text NOT NULL DEFAULT 'NONE' CHECK (best_level IN ('NONE', 'ENCRYPTED', 'VERIFIED', 'AUTHENTICATED')),
  best_at       timestamptz,
  lifted_until  timestamptz
);
COMMENT ON COLUMN remote_domain.attempt IS 'how the last look ended; level, tls_offered and evidence are of the last one that reached a host';
COMMENT ON COLUMN remote_domain.best_level IS 'TLS memory: only rises';
COMMENT ON COLUMN remote_domain.lifted_until IS 'until then a system administrator set the memory aside';
