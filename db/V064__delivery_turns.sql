-- Each domain's most urgent deliveries are found whatever is queued for others.
CREATE INDEX delivery_turns ON delivery (domain, priority, due_at) WHERE state IN ('QUEUED', 'HELD');
