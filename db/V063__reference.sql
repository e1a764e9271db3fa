-- What a copy waits for while it is tried, what its sender chose meanwhile, and pickup by reference.

ALTER TABLE delivery
  ADD COLUMN waits         text NOT NULL DEFAULT 'TRY' CHECK (waits IN ('TRY', 'PATIENCE', 'ROAD')),
  ADD COLUMN steadfast     boolean NOT NULL DEFAULT false,
  ADD COLUMN by_reference  boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN delivery.steadfast IS 'its sender wants no other protection, however long the road stays too weak';
COMMENT ON COLUMN delivery.by_reference IS 'its sender tells the reference; no notice was sent, and nothing ever is';
