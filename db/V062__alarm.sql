-- Administrators hear of a domain's trouble once a day, not once a message; and how deliveries ended is counted by day.

CREATE TABLE alarm_told (
  account_id  bigint NOT NULL REFERENCES account,
  domain      text NOT NULL,
  topic       text NOT NULL,
  day         date NOT NULL,
  PRIMARY KEY (account_id, domain, topic, day)
);
COMMENT ON COLUMN alarm_told.day IS 'of UTC';

CREATE INDEX delivery_ended ON delivery (account_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX delivery_dropped ON delivery (account_id, id) WHERE state = 'DROPPED';
