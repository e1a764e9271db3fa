ALTER TABLE account_user ADD COLUMN tls_only boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN account_user.tls_only IS 'the mailbox takes nothing from elsewhere in clear';
