-- What the filters of a mailbox send on.
ALTER TABLE forward_rule DROP CONSTRAINT forward_rule_kind_check;
ALTER TABLE forward_rule ADD CONSTRAINT forward_rule_kind_check
  CHECK (kind IN ('USER', 'FILTER', 'MAILBOX_FILTER', 'SENT_COPY', 'DOMAIN_COPY_IN', 'DOMAIN_COPY_OUT', 'MONITOR_COPY',
                  'ALIAS', 'CATCH_ALL'));
