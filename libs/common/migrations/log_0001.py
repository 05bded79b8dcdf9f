"""The tables of an event log, as they were first made. Frozen: a later change is a new step."""

from sqlalchemy import text

from common.migrations.steps import Executes

STATEMENTS = """
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
CREATE TABLE stream_shard (
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    time text NOT NULL,
    CONSTRAINT pk_stream_shard PRIMARY KEY (shard)
);
COMMENT ON TABLE stream_shard IS 'the tail of each shard; its row lock gives the next number';
CREATE TABLE relay_cursor (
    shard integer NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT pk_relay_cursor PRIMARY KEY (shard)
);
COMMENT ON TABLE relay_cursor IS 'how far the relay has sent';
CREATE TABLE signing_key (
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone,
    signed_by text NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT pk_signing_key PRIMARY KEY (key_id)
);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def upgrade(op: Executes, shards: int) -> None:
    for statement in split(STATEMENTS):
        op.execute(statement)
    insert = text("INSERT INTO stream_shard VALUES (:shard, 0, decode(repeat('00', 32), 'hex'), '')")
    cursor = text("INSERT INTO relay_cursor VALUES (:shard, 0)")
    for shard in range(shards):
        op.execute(insert.bindparams(shard=shard))
        op.execute(cursor.bindparams(shard=shard))


def split(statements: str) -> list[str]:
    """asyncpg prepares one statement at a time; each of ours ends with a semicolon at the end of a line."""
    return [part.strip() for part in statements.replace("END $$;", "END $$\0").replace(";\n", "\0").split("\0") if part.strip()]
