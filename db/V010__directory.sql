-- Who is here: accounts, their domains, users and settings. Inside ids come from sequences in steps of 50, as JPA takes
-- them; uuids are what the outside sees.

CREATE SEQUENCE account_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE account (
  id          bigint PRIMARY KEY DEFAULT nextval('account_seq'),
  uuid        uuid NOT NULL UNIQUE,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  phone       text NOT NULL DEFAULT '',
  public_host text NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL
);

CREATE SEQUENCE local_domain_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE local_domain (
  id           bigint PRIMARY KEY DEFAULT nextval('local_domain_seq'),
  account_id   bigint NOT NULL REFERENCES account,
  name         text NOT NULL,
  proof_token  text NOT NULL,
  proven_at    timestamptz,
  UNIQUE (account_id, name)
);
-- several accounts may claim a name, one can prove it
CREATE UNIQUE INDEX local_domain_proven ON local_domain (name) WHERE proven_at IS NOT NULL;

CREATE SEQUENCE user_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE account_user (
  id            bigint PRIMARY KEY DEFAULT nextval('user_seq'),
  uuid          uuid NOT NULL UNIQUE,
  account_id    bigint NOT NULL REFERENCES account,
  address       text NOT NULL,
  display_name  text NOT NULL,
  roles         text NOT NULL,
  password      text NOT NULL,
  created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_user_address ON account_user (lower(address));
CREATE INDEX account_user_account ON account_user (account_id);

CREATE SEQUENCE settings_level_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE settings_level (
  id          bigint PRIMARY KEY DEFAULT nextval('settings_level_seq'),
  account_id  bigint REFERENCES account,
  UNIQUE NULLS NOT DISTINCT (account_id)
);
COMMENT ON COLUMN settings_level.account_id IS 'null: the system''s own level';
CREATE TABLE settings_value (
  level_id  bigint NOT NULL REFERENCES settings_level,
  name      text NOT NULL,
  value     text NOT NULL,
  PRIMARY KEY (level_id, name)
);

CREATE TABLE setup_token (
  sha256      bytea PRIMARY KEY,
  created_at  timestamptz NOT NULL
);
COMMENT ON TABLE setup_token IS 'the one-time link for the first administrator';
