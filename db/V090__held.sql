-- Messages of mail programs that lack something before they can be sent. Nothing of them has left; details are sealed.

CREATE SEQUENCE held_message_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE held_message (
  id          bigint PRIMARY KEY DEFAULT nextval('held_message_seq'),
  uuid        uuid NOT NULL UNIQUE,
  account_id  bigint NOT NULL REFERENCES account,
  user_id     bigint NOT NULL REFERENCES account_user,
  content_id  bigint NOT NULL,
  details     bytea NOT NULL,
  state       text NOT NULL CHECK (state IN ('WAITING', 'SENT', 'DROPPED', 'EXPIRED')),
  sent        text,
  held_at     timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL
);
COMMENT ON COLUMN held_message.details IS 'envelope and wishes, sealed; empty once it is over';
COMMENT ON COLUMN held_message.sent IS 'the uuid of the message that it became; text, since JPA can''t bind a null uuid';
CREATE INDEX held_message_waiting ON held_message (expires_at) WHERE state = 'WAITING';
