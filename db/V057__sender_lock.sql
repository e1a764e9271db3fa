-- Senders whose mail is taken over TLS only.

CREATE SEQUENCE sender_lock_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE sender_lock (
  id          bigint PRIMARY KEY DEFAULT nextval('sender_lock_seq'),
  uuid        uuid NOT NULL UNIQUE,
  account_id  bigint NOT NULL REFERENCES account,
  kind        text NOT NULL CHECK (kind IN ('DOMAIN', 'NETWORK')),
  sender      text NOT NULL,
  level       text NOT NULL CHECK (level IN ('ENCRYPTED', 'VERIFIED')),
  set_by      text NOT NULL,
  since       timestamptz NOT NULL,
  refusals    bigint NOT NULL DEFAULT 0,
  refused_at  timestamptz,
  UNIQUE (account_id, kind, sender)
);
COMMENT ON COLUMN sender_lock.sender IS 'a domain in A-labels, which stands for those below it, too; or a network as address/bits';
