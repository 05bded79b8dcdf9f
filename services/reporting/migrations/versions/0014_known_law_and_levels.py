"""The periods of each procedure and the levels of each online service as each act left them, and when codes were
replaced, with what the kept events state of them so far.

What the code of the version before applies after this migration is not in them, until a rebuild.
"""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0014", "0013"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("stated_periods", "periods_so_far", "stated_levels"))
