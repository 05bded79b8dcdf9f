"""Faults that testers order, and what came in their sessions."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0003", "0002"

FOLDER = Path(__file__).with_suffix("")
FEATURES = ("expectations",)


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, FEATURES)
