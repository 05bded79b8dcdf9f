"""Alembic's entry."""

from common.migrations.env import run

run()
