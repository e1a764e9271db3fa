-- The mail that our own users keep. headline, name and text are sealed.

CREATE SEQUENCE own_folder_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE own_folder (
  id          bigint PRIMARY KEY DEFAULT nextval('own_folder_seq'),
  uuid        uuid NOT NULL UNIQUE,
  account_id  bigint NOT NULL REFERENCES account,
  user_id     bigint NOT NULL REFERENCES account_user,
  name        bytea NOT NULL
);
CREATE INDEX own_folder_user ON own_folder (account_id, user_id);

CREATE SEQUENCE stored_message_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE stored_message (
  id             bigint PRIMARY KEY DEFAULT nextval('stored_message_seq'),
  uuid           uuid NOT NULL UNIQUE,
  account_id     bigint NOT NULL REFERENCES account,
  user_id        bigint NOT NULL REFERENCES account_user,
  folder         text NOT NULL,
  own_folder_id  bigint REFERENCES own_folder,
  content_id     bigint NOT NULL,
  headline       bytea NOT NULL,
  thread         uuid NOT NULL,
  received       text NOT NULL,
  sent           text,
  seen           boolean NOT NULL DEFAULT false,
  starred        boolean NOT NULL DEFAULT false,
  stored_at      timestamptz NOT NULL,
  CHECK ((folder = 'OWN') = (own_folder_id IS NOT NULL))
);
COMMENT ON COLUMN stored_message.sent IS 'the uuid of the message that this is the sender''s copy of; text, since JPA can''t bind a null uuid';
CREATE INDEX stored_message_folder ON stored_message (account_id, user_id, folder, stored_at DESC, id DESC);
CREATE INDEX stored_message_unseen ON stored_message (account_id, user_id, folder) WHERE NOT seen;
CREATE INDEX stored_message_thread ON stored_message (account_id, user_id, thread);
CREATE INDEX stored_message_sent ON stored_message (account_id, sent) WHERE sent IS NOT NULL;

CREATE SEQUENCE draft_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE draft (
  id           bigint PRIMARY KEY DEFAULT nextval('draft_seq'),
  uuid         uuid NOT NULL UNIQUE,
  account_id   bigint NOT NULL REFERENCES account,
  user_id      bigint NOT NULL REFERENCES account_user,
  text         bytea NOT NULL,
  attachments  bytea NOT NULL,
  saved_at     timestamptz NOT NULL
);
CREATE INDEX draft_user ON draft (account_id, user_id, saved_at DESC);
