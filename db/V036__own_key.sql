-- The keys of our own people: certificates in clear, secrets sealed.

CREATE SEQUENCE own_key_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE own_key (
  id           bigint PRIMARY KEY DEFAULT nextval('own_key_seq'),
  uuid         uuid NOT NULL UNIQUE,
  account_id   bigint NOT NULL REFERENCES account,
  user_id      bigint NOT NULL REFERENCES account_user,
  standard     text NOT NULL CHECK (standard IN ('OPENPGP', 'SMIME')),
  fingerprint  text NOT NULL,
  certificate  bytea NOT NULL,
  secret       bytea NOT NULL,
  origin       text NOT NULL CHECK (origin IN ('MADE', 'IMPORTED', 'ISSUED')),
  current      boolean NOT NULL,
  revoked      boolean NOT NULL,
  published    boolean NOT NULL,
  place        text NOT NULL,
  ends         timestamptz,
  warned       integer NOT NULL DEFAULT 0,
  added_at     timestamptz NOT NULL,
  UNIQUE (user_id, standard, fingerprint)
);
CREATE UNIQUE INDEX own_key_current ON own_key (user_id, standard) WHERE current;
CREATE INDEX own_key_place ON own_key (account_id, place);
CREATE INDEX own_key_ends ON own_key (ends) WHERE current;
COMMENT ON COLUMN own_key.secret IS 'the secret key, sealed for exactly this account, user and row';
COMMENT ON COLUMN own_key.place IS 'what its file is called in a Web Key Directory: the hash of its owner''s local-part';
COMMENT ON COLUMN own_key.warned IS 'how many days before its end its owner was told last; 0 if never';

-- Secret keys that wait for their certificate.
CREATE SEQUENCE own_request_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE own_request (
  id           bigint PRIMARY KEY DEFAULT nextval('own_request_seq'),
  uuid         uuid NOT NULL UNIQUE,
  account_id   bigint NOT NULL REFERENCES account,
  user_id      bigint NOT NULL REFERENCES account_user,
  request      bytea NOT NULL,
  secret       bytea NOT NULL,
  made_at      timestamptz NOT NULL
);
CREATE INDEX own_request_user ON own_request (user_id);

-- The certificate whose secret an organisation keeps elsewhere, and what is encrypted to it.
CREATE TABLE recovery_key (
  account_id   bigint PRIMARY KEY REFERENCES account,
  fingerprint  text NOT NULL,
  certificate  bytea NOT NULL,
  set_by       text NOT NULL,
  set_at       timestamptz NOT NULL
);
CREATE TABLE recovery_copy (
  own_key_id   bigint PRIMARY KEY REFERENCES own_key ON DELETE CASCADE,
  account_id   bigint NOT NULL REFERENCES account,
  fingerprint  text NOT NULL,
  octets       bytea NOT NULL,
  made_at      timestamptz NOT NULL
);
CREATE INDEX recovery_copy_account ON recovery_copy (account_id);
