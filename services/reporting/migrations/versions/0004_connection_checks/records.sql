-- The last check of each data service: a state, not a record, so it is replaced.

CREATE TABLE connection_check (
    code text NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    reachable boolean NOT NULL,
    status integer,
    error text,
    since timestamp with time zone NOT NULL,
    CONSTRAINT pk_connection_check PRIMARY KEY (code),
    CONSTRAINT ck_connection_check_error CHECK (reachable = (error IS NULL))
);
COMMENT ON TABLE connection_check IS 'the last check of each data service; it changes no count';
COMMENT ON COLUMN connection_check.status IS 'of the response; null where there was none';
COMMENT ON COLUMN connection_check.since IS 'since which check it has been reachable, or not';
