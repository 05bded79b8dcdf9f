"""Results of review rounds. There are none yet: an officer records them from now on, and each is emitted then."""

from pathlib import Path

from alembic import op

from common.migrations.sql_files import execute_files

revision, down_revision = "0006", "0005"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    execute_files(op.get_bind(), FOLDER, ("review_results",))
