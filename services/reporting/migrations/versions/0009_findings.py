"""The findings of kept reports, and an index of the dossiers that may be counted wrongly."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0009", "0008"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("findings",))
