-- Rules that send mail on, and what must be remembered of them.

CREATE SEQUENCE forward_rule_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE forward_rule (
  id          bigint PRIMARY KEY,
  uuid        uuid NOT NULL UNIQUE,
  account_id  bigint NOT NULL REFERENCES account,
  kind        text NOT NULL CHECK (kind IN ('USER', 'FILTER', 'SENT_COPY', 'DOMAIN_COPY_IN', 'DOMAIN_COPY_OUT', 'MONITOR_COPY',
                                            'ALIAS', 'CATCH_ALL')),
  whose       text NOT NULL,
  words       text NOT NULL DEFAULT '',
  target      text NOT NULL,
  active      boolean NOT NULL DEFAULT true,
  made_at     timestamptz NOT NULL,
  made_by     text NOT NULL,
  told_on     date,
  UNIQUE (account_id, kind, whose, words, target)
);
COMMENT ON COLUMN forward_rule.whose IS 'an address or a domain of the account, in lower case';
COMMENT ON COLUMN forward_rule.told_on IS 'the day (UTC) on which its owner was last told that something was not sent';

CREATE TABLE forward_secret (
  account_id  bigint PRIMARY KEY REFERENCES account,
  sealed      bytea NOT NULL
);
COMMENT ON TABLE forward_secret IS 'what reverse-paths and loop marks are signed with, sealed with the account''s keyset';

CREATE TABLE forwarded (
  original  uuid NOT NULL,
  message   uuid NOT NULL,
  PRIMARY KEY (original, message)
);
COMMENT ON TABLE forwarded IS 'copies of what a user sent: undoing the original takes them back';
