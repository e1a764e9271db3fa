-- How mail of outside domains came in over the wire, by account and day of UTC: what an answer from there has to expect.

CREATE TABLE reply_road (
  account_id  bigint NOT NULL REFERENCES account,
  domain      text NOT NULL,
  day         date NOT NULL,
  in_tls      bigint NOT NULL,
  in_clear    bigint NOT NULL,
  last_tls    timestamptz,
  last_clear  timestamptz,
  weakest     text COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, domain, day)
);
COMMENT ON COLUMN reply_road.account_id IS 'whose mailboxes took it: accounts don''t see one another''s correspondents';
COMMENT ON COLUMN reply_road.domain IS 'in A-labels; only if its own SPF record names the server that brought the message';
COMMENT ON COLUMN reply_road.in_tls IS 'messages, however many mailboxes of the account got each';
COMMENT ON COLUMN reply_road.weakest IS 'version of TLS; empty in clear, so that the weakest sorts first';
