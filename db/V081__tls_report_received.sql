-- What others report about the TLS of their mail to us (RFC 8460). Of each report the sums are kept, and no octet of its mail.

CREATE TABLE tls_report_received (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id    bigint NOT NULL REFERENCES account,
  submitter     text NOT NULL,
  report_id     text NOT NULL CHECK (length(report_id) <= 255),
  organization  text NOT NULL,
  began         timestamptz NOT NULL,
  ended         timestamptz NOT NULL,
  received_at   timestamptz NOT NULL,
  UNIQUE (account_id, submitter, report_id)
);
CREATE INDEX tls_report_received_by_day ON tls_report_received (account_id, received_at);
COMMENT ON COLUMN tls_report_received.submitter IS 'the domain whose DKIM signature proves it';

CREATE TABLE tls_report_result (
  report         bigint NOT NULL REFERENCES tls_report_received ON DELETE CASCADE,
  place          integer NOT NULL,
  policy_domain  text NOT NULL,
  policy_type    text NOT NULL,
  successful     bigint NOT NULL CHECK (successful >= 0),
  failed         bigint NOT NULL CHECK (failed >= 0),
  PRIMARY KEY (report, place)
);
COMMENT ON COLUMN tls_report_result.policy_domain IS 'a domain of the account';

CREATE TABLE tls_report_failure (
  report       bigint NOT NULL,
  place        integer NOT NULL,
  number       integer NOT NULL,
  result_type  text NOT NULL,
  reason       text NOT NULL,
  mx_host      text NOT NULL,
  sessions     bigint NOT NULL CHECK (sessions >= 0),
  PRIMARY KEY (report, place, number),
  FOREIGN KEY (report, place) REFERENCES tls_report_result ON DELETE CASCADE
);

CREATE TABLE tls_report_discarded (
  account_id  bigint NOT NULL REFERENCES account,
  day         date NOT NULL,
  why         text NOT NULL,
  mails       bigint NOT NULL CHECK (mails > 0),
  PRIMARY KEY (account_id, day, why)
);
COMMENT ON TABLE tls_report_discarded IS 'mail to tlsrpt@ that was no report, or none that counts; nobody is told';
