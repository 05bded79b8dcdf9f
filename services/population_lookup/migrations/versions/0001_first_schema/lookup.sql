-- The requests for a look-up that were made.

CREATE TABLE lookup_request (
    account text NOT NULL,
    officer_id text NOT NULL,
    request_id text NOT NULL,
    question bytea NOT NULL,
    CONSTRAINT pk_lookup_request PRIMARY KEY (account, officer_id, request_id)
);
COMMENT ON COLUMN lookup_request.question IS 'SHA-256 of what was asked: one request id names one question';
