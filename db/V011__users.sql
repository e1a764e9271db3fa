-- Users who may not sign in any more, and passwords that somebody else has set.

ALTER TABLE account_user
  ADD COLUMN disabled_at      timestamptz,
  ADD COLUMN password_is_once boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN account_user.password_is_once IS 'an administrator has set it: good for one sign-in, at which another must be chosen';
