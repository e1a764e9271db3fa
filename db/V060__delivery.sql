-- What was accepted, and what became of it for each recipient. Nothing here can be read as content: words stand sealed in
-- the vault, pickup terms are sealed with the account's keyset.

CREATE SEQUENCE message_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE message (
  id            bigint PRIMARY KEY DEFAULT nextval('message_seq'),
  uuid          uuid NOT NULL UNIQUE,
  account_id    bigint NOT NULL REFERENCES account,
  kind          text NOT NULL,
  about         bigint NOT NULL DEFAULT 0,
  user_id       bigint REFERENCES account_user,
  reverse_path  text NOT NULL,
  author        text NOT NULL,
  author_name   text NOT NULL,
  thread        uuid NOT NULL,
  content_id    bigint NOT NULL,
  accepted_at   timestamptz NOT NULL,
  released_at   timestamptz NOT NULL
);
COMMENT ON COLUMN message.kind IS 'MAIL, or the kind of system mail';
COMMENT ON COLUMN message.user_id IS 'null: a portal reply or system mail';
COMMENT ON COLUMN message.reverse_path IS 'empty: the null path';
CREATE INDEX message_author ON message (account_id, user_id, id);
CREATE INDEX message_thread ON message (account_id, thread);

CREATE SEQUENCE delivery_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE delivery (
  id                 bigint PRIMARY KEY DEFAULT nextval('delivery_seq'),
  uuid               uuid NOT NULL UNIQUE,
  account_id         bigint NOT NULL,
  message_id         bigint NOT NULL REFERENCES message,
  recipient          text NOT NULL,
  domain             text NOT NULL,
  visible            boolean NOT NULL,
  decision           text NOT NULL,
  step               smallint NOT NULL DEFAULT 0,
  identity_check     text NOT NULL,
  terms              bytea NOT NULL,
  state              text NOT NULL,
  priority           smallint NOT NULL,
  due_at             timestamptz NOT NULL,
  attempts           int NOT NULL DEFAULT 0,
  insecure_since     timestamptz,
  uncertain          boolean NOT NULL DEFAULT false,
  warned             boolean NOT NULL DEFAULT false,
  alarmed            boolean NOT NULL DEFAULT false,
  copy_content_id    bigint,
  copy_readable      boolean NOT NULL DEFAULT true,
  copy_reverse_path  text,
  lease              bigint NOT NULL DEFAULT 0,
  lease_owner        uuid,
  leased_until       timestamptz,
  crashes            smallint NOT NULL DEFAULT 0,
  ended_at           timestamptz
);
COMMENT ON COLUMN delivery.step IS 'which of the decision''s protections is tried now';
COMMENT ON COLUMN delivery.lease IS 'counts claims: an outcome that carries an older number comes too late and is refused';
COMMENT ON COLUMN delivery.copy_content_id IS 'what a protector made, re-sent as it is until the delivery is final';
CREATE INDEX delivery_message ON delivery (message_id);
CREATE INDEX delivery_due ON delivery (priority, due_at) WHERE state IN ('QUEUED', 'HELD');

CREATE SEQUENCE delivery_event_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE delivery_event (
  id           bigint PRIMARY KEY DEFAULT nextval('delivery_event_seq'),
  account_id   bigint NOT NULL,
  delivery_id  bigint NOT NULL REFERENCES delivery,
  at           timestamptz NOT NULL,
  kind         text NOT NULL,
  reason       text NOT NULL,
  evidence     text
);
CREATE INDEX delivery_event_delivery ON delivery_event (delivery_id);
