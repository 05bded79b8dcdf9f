"""What channels are known to show, when each Decision and each rectification was recorded, and look-ups by day."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0006", "0005"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("publications", "recorded_at", "lookup_days"))
