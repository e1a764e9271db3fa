-- Messages that wait on the pickup page. Question, answer and code are sealed with the account's keyset, so that the
-- database alone opens no door; of a link's token only the hash is here.

CREATE SEQUENCE pickup_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE pickup (
  id                      bigint PRIMARY KEY DEFAULT nextval('pickup_seq'),
  account_id              bigint NOT NULL REFERENCES account,
  delivery_id             bigint NOT NULL UNIQUE,
  message_id              uuid NOT NULL,
  content_id              bigint NOT NULL,
  reference               text NOT NULL UNIQUE CHECK (length(reference) = 8),
  recipient               text NOT NULL,
  author                  text NOT NULL,
  author_name             text NOT NULL,
  posted_from             text NOT NULL,
  identity_check          text NOT NULL CHECK (identity_check IN ('CODE', 'QUESTION', 'PASSPHRASE')),
  question                bytea,
  secret                  bytea,
  code                    bytea,
  code_sent_at            timestamptz,
  code_until              timestamptz,
  code_delivered          boolean NOT NULL DEFAULT false,
  code_failed             boolean NOT NULL DEFAULT false,
  link_wrong              integer NOT NULL DEFAULT 0,
  link_locks              integer NOT NULL DEFAULT 0,
  link_locked_until       timestamptz,
  reference_wrong         integer NOT NULL DEFAULT 0,
  reference_locks         integer NOT NULL DEFAULT 0,
  reference_locked_until  timestamptz,
  made_at                 timestamptz NOT NULL,
  expires_at              timestamptz NOT NULL,
  opened_at               timestamptz,
  read_at                 timestamptz,
  downloaded_at           timestamptz,
  replied_at              timestamptz,
  ended_by                text CHECK (ended_by IN ('EXPIRED', 'WITHDRAWN')),
  ended_at                timestamptz,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  CHECK ((identity_check = 'CODE') = (secret IS NULL)),
  CHECK ((identity_check = 'QUESTION') = (question IS NOT NULL))
);
CREATE INDEX pickup_account ON pickup (account_id, id);
CREATE INDEX pickup_due ON pickup (expires_at) WHERE ended_by IS NULL;

CREATE TABLE pickup_link (
  token_hash   text PRIMARY KEY,
  account_id   bigint NOT NULL REFERENCES account,
  pickup_id    bigint NOT NULL REFERENCES pickup,
  made_at      timestamptz NOT NULL,
  replaced_at  timestamptz
);
CREATE INDEX pickup_link_pickup ON pickup_link (pickup_id);
COMMENT ON COLUMN pickup_link.replaced_at IS 'a newer notice holds the link that counts';
