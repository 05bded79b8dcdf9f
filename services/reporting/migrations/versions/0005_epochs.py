"""The epochs of the streams that it follows: what an operator signs after a restore."""

from alembic import op

from common.migrations import consumer_0002

revision = "0005"
down_revision = "0002"


def upgrade() -> None:
    consumer_0002.upgrade(op)
