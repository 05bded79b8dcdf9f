"""Which epoch of each followed stream is ours, and what was applied of a history that is no more. Frozen: a later change is a new step."""

from common.migrations.log_0001 import split
from common.migrations.steps import Executes

STATEMENTS = """
CREATE TABLE followed_epoch (
    source text NOT NULL,
    shard integer NOT NULL,
    epoch integer NOT NULL,
    followed_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_followed_epoch PRIMARY KEY (source, shard)
);
COMMENT ON TABLE followed_epoch IS 'the epoch of the source that is followed; without a row it is the first';
CREATE TABLE set_aside_event (
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
    set_aside_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT pk_set_aside_event PRIMARY KEY (source, epoch, shard, sequence)
);
COMMENT ON TABLE set_aside_event IS 'what was applied, or refused, of a history that its source lost in a restore';
COMMENT ON COLUMN set_aside_event.epoch IS 'the epoch in which the source went on without it';
"""


def upgrade(op: Executes) -> None:
    for statement in split(STATEMENTS):
        op.execute(statement)
