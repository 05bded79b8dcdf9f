"""The epochs of this service's streams and of those that it follows: what an operator signs after a restore."""

from alembic import op

from common.migrations import consumer_0002, log_0002

revision = "0005"
down_revision = "0001"


def upgrade() -> None:
    log_0002.upgrade(op)
    consumer_0002.upgrade(op)
