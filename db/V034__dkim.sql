-- Keys that our own domains sign with. The private key is sealed.

CREATE SEQUENCE dkim_key_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE dkim_key (
  id           bigint PRIMARY KEY DEFAULT nextval('dkim_key_seq'),
  account_id   bigint NOT NULL REFERENCES account,
  domain       text NOT NULL,
  selector     text NOT NULL,
  algorithm    text NOT NULL CHECK (algorithm IN ('rsa-sha256', 'ed25519-sha256')),
  record       text NOT NULL,
  private_key  bytea NOT NULL,
  made_at      timestamptz NOT NULL,
  seen_at      timestamptz,
  retired_at   timestamptz,
  UNIQUE (domain, selector)
);
CREATE INDEX dkim_key_account ON dkim_key (account_id, domain);
COMMENT ON COLUMN dkim_key.seen_at IS 'when the DNS first showed it: only then it signs';
COMMENT ON COLUMN dkim_key.retired_at IS 'since then a newer one signs; it stays published until nothing it signed is on its way any more';
