"""The environment script that Alembic runs."""

from common.migrations.env import run

run()
