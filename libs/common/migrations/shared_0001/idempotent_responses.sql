-- The responses that are kept under an Idempotency-Key.

CREATE TABLE idempotent_response (
    actor text NOT NULL,
    key text NOT NULL,
    request bytea NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    answered_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_idempotent_response PRIMARY KEY (actor, key)
);
COMMENT ON COLUMN idempotent_response.request IS 'SHA-256 over method, path, query and body';
