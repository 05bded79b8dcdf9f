"""The look-up of the members of a household, and the lines of the access log that name them."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0012", "0011"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("access_log", "lookup", "register"))
