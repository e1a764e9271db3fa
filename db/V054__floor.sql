-- What domains publish about the road to them, what that demands of us, and who asked for enforced TLS.

ALTER TABLE remote_domain
  ADD COLUMN dane         text NOT NULL DEFAULT 'UNKNOWN',
  ADD COLUMN sts          text NOT NULL DEFAULT 'UNKNOWN',
  ADD COLUMN tls_reports  boolean NOT NULL DEFAULT false,
  ADD COLUMN floor_level  text NOT NULL DEFAULT 'NONE' CHECK (floor_level IN ('NONE', 'ENCRYPTED', 'VERIFIED', 'AUTHENTICATED')),
  ADD COLUMN floor_why    text NOT NULL DEFAULT 'floor.none',
  ADD COLUMN lifted_why   text NOT NULL DEFAULT '',
  ADD COLUMN lifted_by    text NOT NULL DEFAULT '';
COMMENT ON COLUMN remote_domain.dane IS 'the last known answer: a DNS that fails ends no proof';
COMMENT ON COLUMN remote_domain.floor_level IS 'proven by the domain itself; lasts as long as its proof';

CREATE TABLE forced_domain (
  name    text PRIMARY KEY,
  level   text NOT NULL CHECK (level IN ('VERIFIED', 'AUTHENTICATED')),
  why     text NOT NULL,
  since   timestamptz NOT NULL,
  set_by  text NOT NULL
);
COMMENT ON TABLE forced_domain IS 'organisations that asked for enforced TLS: it binds every account and every message';
