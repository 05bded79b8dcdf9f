-- Where Decisions and their rectifications are known to be shown, projected from the events of `procedures`.

CREATE TABLE projected.publication (
    decision_id text NOT NULL,
    instrument_id text NOT NULL,
    channel text NOT NULL,
    agency_code text NOT NULL,
    shown_on date NOT NULL,
    due_on date,
    timeliness text NOT NULL,
    how text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_publication PRIMARY KEY (decision_id, instrument_id, channel)
);
COMMENT ON TABLE projected.publication IS 'what is known to be shown on a channel of publication';
COMMENT ON COLUMN projected.publication.instrument_id IS 'of a rectification; empty: the Decision itself';
COMMENT ON COLUMN projected.publication.timeliness IS 'on_time, late or without_deadline';
COMMENT ON COLUMN projected.publication.how IS 'confirmed by the channel, or evidenced by an officer';
CREATE INDEX ix_publication_shown_on ON projected.publication (shown_on);
