"""What agencies enter: indicators with their values, records, and who approved them. It only grows."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0003", "0002"

FOLDER = Path(__file__).with_suffix("")
FEATURES = ("append_only", "indicators", "records")
"""In the order in which their tables refer to one another."""


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, FEATURES)
