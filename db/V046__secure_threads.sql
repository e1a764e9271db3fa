-- An answer asks whether its conversation was secure so far.

DROP INDEX stored_message_encrypted;
CREATE INDEX stored_message_secure ON stored_message (account_id, thread) WHERE encrypted OR received = 'SECURE_REPLY';
