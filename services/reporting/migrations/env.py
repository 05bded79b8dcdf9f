"""Alembic starts here."""

from common.migrations.env import run

run()
