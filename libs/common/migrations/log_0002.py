"""The epochs of a service's streams: what an operator signs after a restore. Frozen: a later change is a new step."""

from common.migrations.log_0001 import split
from common.migrations.steps import Executes

STATEMENTS = """
CREATE TABLE stream_epoch (
    epoch integer NOT NULL,
    act bytea NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT pk_stream_epoch PRIMARY KEY (epoch)
);
COMMENT ON TABLE stream_epoch IS 'from where the streams were told anew after a restore, signed; epoch 1 has no row';
COMMENT ON COLUMN stream_epoch.act IS 'canonical JSON, the exact bytes that were signed';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stream_epoch
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def upgrade(op: Executes) -> None:
    for statement in split(STATEMENTS):
        op.execute(statement)
