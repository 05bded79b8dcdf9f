"""Every figure of a period as a kept report."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0015", "0014"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("kinds_of_reports",))
