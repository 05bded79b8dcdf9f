"""Services that pause until they are reviewed, because papers or steps of their procedure change."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0003", "0002"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("registry",))
