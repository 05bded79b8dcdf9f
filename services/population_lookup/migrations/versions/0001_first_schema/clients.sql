-- The systems that authenticate with a shared secret.

CREATE TABLE client (
    name text NOT NULL,
    agency_code text NOT NULL,
    secret_file text NOT NULL,
    CONSTRAINT pk_client PRIMARY KEY (name)
);
COMMENT ON COLUMN client.secret_file IS 'the name of a mounted file; the secret itself is not here';

CREATE TABLE client_alias (
    account text NOT NULL,
    stated_code text NOT NULL,
    procedure_code text NOT NULL,
    CONSTRAINT pk_client_alias PRIMARY KEY (account, stated_code)
);
COMMENT ON COLUMN client_alias.stated_code IS 'what the client sends as MaDVC';

CREATE TABLE used_timestamp (
    name text NOT NULL,
    timestamp text NOT NULL,
    body_digest bytea NOT NULL,
    used_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_used_timestamp PRIMARY KEY (name, timestamp, body_digest)
);
COMMENT ON COLUMN used_timestamp.name IS 'the client';
CREATE INDEX ix_used_timestamp_used_at ON used_timestamp (used_at);
