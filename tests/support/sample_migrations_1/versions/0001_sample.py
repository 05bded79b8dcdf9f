"""The sample's tables."""

from alembic import op

from common.migrations import idempotency_0001, log_0001

revision, down_revision = "0001", None


def upgrade() -> None:
    log_0001.upgrade(op, shards=1)
    idempotency_0001.upgrade(op)
