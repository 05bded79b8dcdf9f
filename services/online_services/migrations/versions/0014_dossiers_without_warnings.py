"""Open dossiers that have no warnings, since their appointment was given before these were computed."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0014", "0013"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("dossiers", "open_dossiers"))
