"""The follower's tables."""

from alembic import op

from common.migrations import consumer_0001, idempotency_0001, log_0001

revision, down_revision = "0001", None


def upgrade() -> None:
    log_0001.upgrade(op, shards=1)
    consumer_0001.upgrade(op)
    idempotency_0001.upgrade(op)
    op.execute(
        "CREATE TABLE projected.thing (name text CONSTRAINT pk_thing PRIMARY KEY, value bigint NOT NULL, changes int NOT NULL)"
    )
