"""Schemes of scores as dated data, with what is known of that of Quyết định 766/QĐ-TTg."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0012", "0011"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("score_schemes", "scheme_of_2022"))
