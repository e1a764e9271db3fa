-- When certificates of others were looked for, per account; and what their authorities took back.

CREATE TABLE key_search (
  account_id   bigint NOT NULL REFERENCES account,
  address      text NOT NULL,
  searched_at  timestamptz NOT NULL,
  found        text NOT NULL,
  PRIMARY KEY (account_id, address)
);
CREATE INDEX key_search_searched ON key_search (searched_at);
COMMENT ON TABLE key_search IS 'each address is looked for at most once a day for an account';
COMMENT ON COLUMN key_search.found IS 'how each place answered; empty while somebody looks, and if that was broken off';

ALTER TABLE contact_certificate ADD COLUMN taken_back_at timestamptz;
COMMENT ON COLUMN contact_certificate.taken_back_at IS 'when we learned from its authority that it is revoked (CRL, OCSP); never given up again';
