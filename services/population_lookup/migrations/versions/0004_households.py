"""Households, kinship with its dates, and whether a resident lives; first digits of numbers that nobody can have."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0004", "0003"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("register", "codes"))
