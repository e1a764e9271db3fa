-- Sealed content. Chunks are ciphertext; the wrapped keys stand in a schema of their own, which content backups leave out.

CREATE TABLE keyset (
  account_id  bigint PRIMARY KEY REFERENCES account,
  uuid        uuid NOT NULL UNIQUE,
  proof       bytea NOT NULL
);
COMMENT ON TABLE keyset IS 'which keyset file each account must have; proof is its uuid, sealed with it';

CREATE SEQUENCE content_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE content (
  id          bigint PRIMARY KEY,
  account_id  bigint NOT NULL,
  size        bigint,
  kept        boolean NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL
);
COMMENT ON COLUMN content.size IS 'octets in clear; null while they stream in';
CREATE INDEX content_pending ON content (created_at) WHERE NOT kept;

CREATE TABLE content_chunk (
  content_id  bigint NOT NULL REFERENCES content ON DELETE CASCADE,
  number      int NOT NULL,
  octets      bytea NOT NULL,
  PRIMARY KEY (content_id, number)
);
-- ciphertext doesn't compress
ALTER TABLE content_chunk ALTER COLUMN octets SET STORAGE EXTERNAL;

CREATE SCHEMA content_keys;
-- no foreign keys: a restored content backup comes without this schema
CREATE TABLE content_keys.wrapped_key (
  content_id  bigint PRIMARY KEY,
  account_id  bigint NOT NULL,
  wrapped     bytea NOT NULL
);
