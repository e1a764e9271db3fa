-- Which domains were told what our connections to them met, by day of UTC. The row stands in the transaction that hands the mail in.

CREATE TABLE tls_report_sent (
  day         date NOT NULL,
  domain      text NOT NULL,
  mails       integer NOT NULL CHECK (mails >= 0),
  settled_at  timestamptz NOT NULL,
  PRIMARY KEY (day, domain)
);
COMMENT ON COLUMN tls_report_sent.mails IS 'none if the domain asks for no report, or for none by mail';

-- Reports are sent for all accounts in the name of one, which must not learn from them whom the others write to.
CREATE VIEW correspondence AS
  SELECT account_id, domain, state FROM delivery WHERE decision NOT LIKE '{"handling":"REPORT"%';
DROP INDEX delivery_written;
CREATE INDEX delivery_written ON delivery (account_id, domain) WHERE decision NOT LIKE '{"handling":"REPORT"%';
