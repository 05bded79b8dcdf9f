-- Faults that testers order, and what came in their sessions: only where FAULTS=1.

CREATE TABLE expectation (
    id uuid NOT NULL,
    session text NOT NULL,
    operation text,
    number text,
    procedure_code text,
    agency_code text,
    faults jsonb NOT NULL,
    plays_from timestamp with time zone NOT NULL,
    plays_until timestamp with time zone NOT NULL,
    times integer,
    played integer NOT NULL,
    priority integer NOT NULL,
    probability double precision NOT NULL,
    seed text NOT NULL,
    note text,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_expectation PRIMARY KEY (id),
    CONSTRAINT ck_expectation_played CHECK (times IS NULL OR played <= times)
);
COMMENT ON TABLE expectation IS 'faults that testers order, only where FAULTS=1';
COMMENT ON COLUMN expectation.times IS 'how often it plays, over all replicas; null if there is no limit';
CREATE INDEX ix_expectation_session ON expectation (session);
CREATE INDEX ix_expectation_plays_until ON expectation (plays_until);

CREATE TABLE test_session (
    name text NOT NULL,
    calls bigint NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_test_session PRIMARY KEY (name)
);
COMMENT ON TABLE test_session IS 'sessions of testers, only where FAULTS=1';
COMMENT ON COLUMN test_session.calls IS 'all that came, whether they are kept or not';
CREATE INDEX ix_test_session_last_at ON test_session (last_at);

CREATE TABLE recorded_call (
    session text NOT NULL,
    sequence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    expectation_id uuid,
    endpoint text NOT NULL,
    client text NOT NULL,
    agency_code text NOT NULL,
    officer_id text NOT NULL,
    request_id text NOT NULL,
    operation text NOT NULL,
    number text NOT NULL,
    procedure_code text NOT NULL,
    problem text,
    CONSTRAINT pk_recorded_call PRIMARY KEY (session, sequence),
    CONSTRAINT fk_recorded_call_session_test_session FOREIGN KEY (session) REFERENCES test_session (name)
        ON DELETE CASCADE
);
COMMENT ON TABLE recorded_call IS 'the calls of testers, only where FAULTS=1';
COMMENT ON COLUMN recorded_call.expectation_id IS 'what was played for the call';
COMMENT ON COLUMN recorded_call.problem IS 'the type of the problem of a malformed call';
