-- Which domains an account wrote to, and how often, without reading its deliveries one by one.

CREATE INDEX delivery_written ON delivery (account_id, domain);
