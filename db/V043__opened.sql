-- What arrived encrypted or signed is kept twice: opened as the message's content, and as it came.

ALTER TABLE stored_message ADD COLUMN arrived_content_id bigint;
ALTER TABLE stored_message ADD COLUMN encrypted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN stored_message.arrived_content_id IS 'the message as it came; null if content_id is that. Set, content_id belongs to this row alone';
COMMENT ON COLUMN stored_message.encrypted IS 'whether it arrived encrypted by its author, whoever could open it: answers in the conversation are secure';
CREATE INDEX stored_message_encrypted ON stored_message (account_id, thread) WHERE encrypted;
