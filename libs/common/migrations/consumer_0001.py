"""The tables of a service that listens, as they were first made. Frozen: a later change is a new step."""

from common.migrations.steps import Executes

STATEMENTS = (
    """
CREATE TABLE stream_position (
    source text NOT NULL,
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    topic_id text,
    next_offset bigint,
    stopped_at timestamp with time zone,
    stopped_cause text,
    CONSTRAINT pk_stream_position PRIMARY KEY (source, shard)
)""",
    "COMMENT ON TABLE stream_position IS 'what was applied of each foreign stream; moved by compare-and-set in the transaction of the effects'",
    """
CREATE TABLE applied_event (
    source text NOT NULL,
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    prevhash bytea,
    id text,
    type text,
    time text,
    subject text,
    payload bytea,
    CONSTRAINT pk_applied_event PRIMARY KEY (source, shard, sequence)
)""",
    "COMMENT ON TABLE applied_event IS 'the hash of each applied event, and where a service keeps events, the exact event'",
    """
CREATE TABLE dead_letter (
    source text NOT NULL,
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    type text NOT NULL,
    cause text NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    skipped_at timestamp with time zone,
    skipped_by text,
    skip_reason text,
    CONSTRAINT pk_dead_letter PRIMARY KEY (source, shard, sequence)
)""",
    "COMMENT ON TABLE dead_letter IS 'events that a handler refused; the shard stands before them until an operator has acted'",
    """
CREATE TABLE pinned_key (
    source text NOT NULL,
    public_key bytea NOT NULL,
    pinned_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_pinned_key PRIMARY KEY (source)
)""",
    "COMMENT ON TABLE pinned_key IS 'the first signing key of each source, trusted on first use'",
    "CREATE SCHEMA IF NOT EXISTS projected",
)


def upgrade(op: Executes) -> None:
    for statement in STATEMENTS:
        op.execute(statement)
