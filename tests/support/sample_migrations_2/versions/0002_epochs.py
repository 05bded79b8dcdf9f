"""The sample's epochs."""

from alembic import op

from common.migrations import log_0002

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    log_0002.upgrade(op)
