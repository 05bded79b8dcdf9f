"""How dossiers were counted before what was recorded later, with what the kept events state of them so far.

What the code of the version before applies after this migration is not in them, until a rebuild.
"""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0016", "0015"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("former_dossiers", "former_so_far"))
