ALTER TABLE recovery_key ADD COLUMN warned integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN recovery_key.warned IS 'before how many days the account''s administrators were told last that it ends; 0 if never';
