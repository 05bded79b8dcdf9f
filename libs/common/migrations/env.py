"""What each service's `migrations/env.py` calls: runs Alembic on the connection that `common.migrations.run` opened."""

from typing import Any

from alembic import context

PROJECTED = "projected"


def run() -> None:
    given: dict[str, Any] = context.config.attributes
    context.configure(
        connection=given["connection"],
        target_metadata=given["metadata"],
        include_schemas=True,
        compare_server_default=False,  # PostgreSQL spells defaults back in its own words
    )
    with context.begin_transaction():
        context.run_migrations()
