"""Called by the `migrations/env.py` of each service: runs Alembic on the connection that `common.migrations.run`
opened."""

from typing import Any

from alembic import context

PROJECTED = "projected"


def run() -> None:
    attributes: dict[str, Any] = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes["metadata"],
        include_schemas=True,
        compare_server_default=False,  # PostgreSQL rewrites defaults in its own form
    )
    with context.begin_transaction():
        context.run_migrations()
