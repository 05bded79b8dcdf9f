-- What a service has applied of the streams that it follows.
-- The schema `projected` is for the tables that projections fold.

CREATE SCHEMA IF NOT EXISTS projected;

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
);
COMMENT ON TABLE stream_position IS
    'what was applied of each foreign stream; moved by compare-and-set in the transaction of the effects';

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
);
COMMENT ON TABLE applied_event IS 'the hash of each applied event, and where a service keeps events, the exact event';

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
);
COMMENT ON TABLE dead_letter IS
    'events that a handler refused; the shard is stopped before them until an operator has acted';

CREATE TABLE pinned_key (
    source text NOT NULL,
    public_key bytea NOT NULL,
    pinned_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_pinned_key PRIMARY KEY (source)
);
COMMENT ON TABLE pinned_key IS 'the first signing key of each source, trusted on first use';

CREATE TABLE followed_epoch (
    source text NOT NULL,
    shard integer NOT NULL,
    epoch integer NOT NULL,
    followed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_followed_epoch PRIMARY KEY (source, shard)
);
COMMENT ON TABLE followed_epoch IS 'the epoch of the source that is followed; without a row it is the first';

CREATE TABLE orphaned_event (
    source text NOT NULL,
    epoch integer NOT NULL,
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    prevhash bytea,
    id text,
    type text,
    time text,
    subject text,
    payload bytea,
    cause text,
    skipped_by text,
    skip_reason text,
    orphaned_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_orphaned_event PRIMARY KEY (source, epoch, shard, sequence)
);
COMMENT ON TABLE orphaned_event IS 'what was applied, or refused, of a history that its source lost in a restore';
COMMENT ON COLUMN orphaned_event.epoch IS 'the epoch in which the source went on without it';
