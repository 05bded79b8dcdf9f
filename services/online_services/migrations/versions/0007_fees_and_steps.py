"""Fees of dossiers, the steps of their internal processes, and results that were replaced or revoked."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0007", "0006"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("dossiers",))
