-- The rules by which a user's mail finds its folder.

CREATE TABLE mail_filters (
  user_id     bigint PRIMARY KEY REFERENCES account_user,
  account_id  bigint NOT NULL REFERENCES account,
  sealed      bytea NOT NULL
);
COMMENT ON COLUMN mail_filters.sealed IS 'all filters of the user in their order, sealed with the account''s keyset';

-- pages and counts of own folders
CREATE INDEX stored_message_own ON stored_message (own_folder_id, stored_at DESC, id DESC) WHERE own_folder_id IS NOT NULL;
