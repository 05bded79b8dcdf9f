"""The epochs of this service's stream: what an operator signs after a restore."""

from alembic import op

from common.migrations import log_0002

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    log_0002.upgrade(op)


def downgrade() -> None:
    op.execute("DROP TABLE stream_epoch")
