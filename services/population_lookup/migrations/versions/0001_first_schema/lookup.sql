-- Request ids that officers have used, each with the request that it names.

CREATE TABLE lookup_request (
    account text NOT NULL,
    officer_id text NOT NULL,
    request_id text NOT NULL,
    request_digest bytea NOT NULL,
    CONSTRAINT pk_lookup_request PRIMARY KEY (account, officer_id, request_id)
);
COMMENT ON COLUMN lookup_request.request_digest IS 'SHA-256 of the request: one request id names one request';
