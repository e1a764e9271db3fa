-- Addresses that users may write from beside their own.

CREATE TABLE delegation (
  account_id  bigint NOT NULL REFERENCES account,
  user_id     bigint NOT NULL REFERENCES account_user,
  address     text NOT NULL,
  granted_at  timestamptz NOT NULL,
  PRIMARY KEY (user_id, address)
);
CREATE INDEX delegation_account ON delegation (account_id);
COMMENT ON COLUMN delegation.address IS 'lower case, of a domain that the account has proven';
