-- The subscribers that receive every event by webhooks.

CREATE TABLE event_subscriber (
    code text NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    secret_name text NOT NULL,
    active boolean NOT NULL,
    sequence bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamp with time zone NOT NULL,
    last_attempt_at timestamp with time zone,
    last_status integer,
    last_error text,
    circuit text NOT NULL DEFAULT 'closed',
    failures integer NOT NULL DEFAULT 0,
    probe_at timestamp with time zone,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    replayed_by text,
    replayed_at timestamp with time zone,
    CONSTRAINT pk_event_subscriber PRIMARY KEY (code),
    CONSTRAINT ck_event_subscriber_sequence CHECK (sequence >= 0),
    CONSTRAINT ck_event_subscriber_circuit CHECK (circuit IN ('closed', 'open', 'gone')),
    CONSTRAINT ck_event_subscriber_replayed_by CHECK ((replayed_by IS NULL) = (replayed_at IS NULL))
);
COMMENT ON TABLE event_subscriber IS 'the row lock lets one process at a time push to the subscriber';
COMMENT ON COLUMN event_subscriber.secret_name IS 'the name of the file with the secret that signs a push';
COMMENT ON COLUMN event_subscriber.sequence IS 'the sequence of the last event that the subscriber accepted';
COMMENT ON COLUMN event_subscriber.attempts IS 'attempts to send the next event';
COMMENT ON COLUMN event_subscriber.failures IS 'consecutive failures';
COMMENT ON COLUMN event_subscriber.probe_at IS 'when an open circuit lets one attempt through';
COMMENT ON COLUMN event_subscriber.replayed_by IS
    'the officer who last changed the position from which events are sent';
