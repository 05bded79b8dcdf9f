-- A service's own event log, the tails of its shards, how far the relay has sent, and the keys and epochs that it
-- signs.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;

CREATE TABLE event_log (
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    id uuid NOT NULL,
    aggregatetype text NOT NULL,
    aggregateid text NOT NULL,
    type text NOT NULL,
    time text NOT NULL,
    payload bytea NOT NULL,
    prevhash bytea NOT NULL,
    hash bytea NOT NULL,
    traceparent text,
    CONSTRAINT pk_event_log PRIMARY KEY (shard, sequence)
);
COMMENT ON COLUMN event_log.time IS 'RFC 3339 in UTC, as it was hashed';
COMMENT ON COLUMN event_log.payload IS 'canonical JSON, the exact bytes that were hashed';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE stream_shard (
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    time text NOT NULL,
    CONSTRAINT pk_stream_shard PRIMARY KEY (shard)
);
COMMENT ON TABLE stream_shard IS 'the tail of each shard; its row lock gives the next number';
COMMENT ON COLUMN stream_shard.time IS 'the earliest moment that the next record may have';

CREATE TABLE relay_cursor (
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    failing_since timestamp with time zone,
    failing_cause text,
    CONSTRAINT pk_relay_cursor PRIMARY KEY (shard)
);
COMMENT ON TABLE relay_cursor IS 'how far the relay has sent, and since when it cannot send';

CREATE TABLE signing_key (
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone,
    signed_by text NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT pk_signing_key PRIMARY KEY (key_id)
);

CREATE TABLE stream_epoch (
    epoch integer NOT NULL,
    act bytea NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT pk_stream_epoch PRIMARY KEY (epoch)
);
COMMENT ON TABLE stream_epoch IS 'where each stream begins again after a restore, signed; epoch 1 has no row';
COMMENT ON COLUMN stream_epoch.act IS 'canonical JSON, the exact bytes that were signed';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stream_epoch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
