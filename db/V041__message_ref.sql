-- Conversations are found by Message-ID, of which only a digest is kept.
ALTER TABLE stored_message ADD COLUMN message_ref text;
CREATE INDEX stored_message_ref ON stored_message (account_id, user_id, message_ref) WHERE message_ref IS NOT NULL;
