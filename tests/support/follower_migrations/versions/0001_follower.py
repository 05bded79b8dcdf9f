"""The follower's tables."""

from alembic import op

from common.migrations import shared_0001

revision, down_revision = "0001", None


def upgrade() -> None:
    connection = op.get_bind()
    shared_0001.event_log(connection, shards=1)
    shared_0001.consumer(connection)
    shared_0001.idempotent_responses(connection)
    op.execute(
        "CREATE TABLE projected.thing (name text CONSTRAINT pk_thing PRIMARY KEY, value bigint NOT NULL, changes int"
        " NOT NULL)"
    )
