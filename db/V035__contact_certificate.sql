-- Certificates that were found for the addresses of others, per account.

CREATE SEQUENCE contact_certificate_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE contact_certificate (
  id           bigint PRIMARY KEY DEFAULT nextval('contact_certificate_seq'),
  uuid         uuid NOT NULL UNIQUE,
  account_id   bigint NOT NULL REFERENCES account,
  address      text NOT NULL,
  folded       text NOT NULL,
  standard     text NOT NULL CHECK (standard IN ('OPENPGP', 'SMIME')),
  fingerprint  text NOT NULL,
  octets       bytea NOT NULL,
  source       text NOT NULL CHECK (source IN ('FILE', 'PASTE', 'MANUAL', 'AUTOCRYPT', 'SIGNED_MAIL', 'WKD', 'KEY_SERVER', 'OPENPGPKEY', 'SMIMEA')),
  binds        boolean NOT NULL,
  standing     text NOT NULL CHECK (standing IN ('PINNED', 'PENDING', 'REJECTED', 'REPLACED')),
  first_seen   timestamptz NOT NULL,
  last_seen    timestamptz NOT NULL,
  decided_by   text,
  decided_at   timestamptz,
  UNIQUE (account_id, address, standard, fingerprint)
);
CREATE UNIQUE INDEX contact_certificate_pinned ON contact_certificate (account_id, address, standard) WHERE standing = 'PINNED';
CREATE INDEX contact_certificate_folded ON contact_certificate (account_id, folded);
CREATE INDEX contact_certificate_pending ON contact_certificate (account_id) WHERE standing = 'PENDING';
COMMENT ON COLUMN contact_certificate.folded IS 'the address with its local-part in lower case, for finding one that was written otherwise';
COMMENT ON COLUMN contact_certificate.binds IS 'whether one of the sources it came from may bind it to the address without a decision';
