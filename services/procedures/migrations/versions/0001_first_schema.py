"""Creates the first schema: one SQL file per feature, in the folder beside this file.

This migration never changes once it is installed; every later change is a migration of its own.
"""

from pathlib import Path

from alembic import op

from common.migrations import shared_0001
from common.migrations.sql_files import execute_files

revision, down_revision = "0001", None

FOLDER = Path(__file__).with_suffix("")
FEATURES = (
    "registers",
    "calendar",
    "decisions",
    "list_replacements",
    "approval",
    "processes",
    "law",
    "recodings",
    "rectification",
    "publication_channels",
    "national_catalogue",
    "reviews",
    "search",
    "search_terms",
    "search_terms_installed",
    "annex_headings",
    "life_events",
    "catalogue_revision",
    "webhooks",
)
"""In this order, because tables refer to tables of earlier files."""


def upgrade() -> None:
    connection = op.get_bind()
    shared_0001.event_log(connection, shards=1)
    shared_0001.idempotent_responses(connection)
    execute_files(connection, FOLDER, FEATURES)
