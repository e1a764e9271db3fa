-- What happened. Rows are inserted unchained in their cause's transaction; the sealer then gives each its position in its
-- account's chain. (account_id, at, actor, action, subject, details) is all that a writer fills in; details is a flat
-- object of texts.

CREATE TABLE audit_event (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id  bigint NOT NULL,
  at          timestamptz NOT NULL,
  actor       text NOT NULL,
  action      text NOT NULL,
  subject     text NOT NULL,
  details     jsonb NOT NULL DEFAULT '{}',
  position    bigint,
  hash        bytea
);
CREATE INDEX audit_event_unchained ON audit_event (id) WHERE position IS NULL;
CREATE UNIQUE INDEX audit_event_chain ON audit_event (account_id, position) WHERE position IS NOT NULL;
CREATE INDEX audit_event_subject ON audit_event (account_id, subject);
