"""Adds one more migration to a service, as its next version may: no service has a second one yet."""

import shutil
from dataclasses import replace
from pathlib import Path

from common.migrations.heads import folder_of, newest_of
from common.service.definition import Service

SOURCE = """
from alembic import op

revision, down_revision = "{revision}", "{before}"


def upgrade() -> None:
    op.execute({statement!r})
"""


def with_a_later_migration(service: Service, folder: Path, statement: str, number: int | None = None) -> Service:
    """The service with a migration more; its number is the next one unless another is given."""
    before = newest_of(service.migrations)
    revision = f"{number or int(before) + 1:04}"
    migrations = folder / "migrations"
    shutil.copytree(folder_of(service.migrations), migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / f"{revision}_later.py").write_text(
        SOURCE.format(revision=revision, before=before, statement=statement)
    )
    return replace(service, migrations=str(migrations))
