-- Passwords of mail programs, of which only what proves them is kept (RFC 5802). One user's have one salt.

CREATE SEQUENCE app_password_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE app_password (
  id          bigint PRIMARY KEY DEFAULT nextval('app_password_seq'),
  uuid        uuid NOT NULL UNIQUE,
  account_id  bigint NOT NULL REFERENCES account,
  user_id     bigint NOT NULL REFERENCES account_user,
  name        text NOT NULL,
  salt        bytea NOT NULL,
  iterations  integer NOT NULL,
  stored_key  bytea NOT NULL,
  server_key  bytea NOT NULL,
  made_at     timestamptz NOT NULL,
  used_at     timestamptz
);
CREATE INDEX app_password_user ON app_password (account_id, user_id);
