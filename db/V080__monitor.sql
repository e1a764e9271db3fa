-- Each known domain is looked at daily. What changed is kept; a fall stays open until it is made good.

CREATE TABLE monitored_domain (
  name          text PRIMARY KEY REFERENCES remote_domain (name),
  next_look     timestamptz NOT NULL,
  level         text,
  dane          text,
  sts           text,
  tls_reports   boolean,
  expires_soon  boolean
);
CREATE INDEX monitored_domain_due ON monitored_domain (next_look);
COMMENT ON COLUMN monitored_domain.level IS 'as the last look that reached a host saw it; null before the first';

CREATE TABLE domain_change (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text NOT NULL,
  at      timestamptz NOT NULL,
  what    text NOT NULL CHECK (what IN ('LEVEL', 'DANE', 'STS', 'REPORTS', 'EXPIRY')),
  was     text NOT NULL,
  became  text NOT NULL,
  fall    boolean NOT NULL,
  over_at timestamptz
);
CREATE INDEX domain_change_open ON domain_change (name) WHERE fall AND over_at IS NULL;
COMMENT ON COLUMN domain_change.over_at IS 'when a fall was made good';

CREATE TABLE monitor_lease (
  only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  holder    text NOT NULL,
  until     timestamptz NOT NULL
);
INSERT INTO monitor_lease (holder, until) VALUES ('', '-infinity');
