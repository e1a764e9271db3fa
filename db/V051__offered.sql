-- An offer of STARTTLS whose handshake fails proves no level, and still forbids the clear from then on.

ALTER TABLE remote_domain ADD COLUMN ever_offered boolean NOT NULL DEFAULT false;
UPDATE remote_domain SET ever_offered = true WHERE tls_offered OR best_level <> 'NONE';
