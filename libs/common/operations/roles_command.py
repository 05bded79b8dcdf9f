"""`roles [--apply]`: the least that each database role needs."""

from collections.abc import Sequence

from common.migrations.grants import carry_out, grants, new_roles
from common.service.definition import Runtime


async def roles(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Print the SQL that makes the database roles and gives each what it needs; `--apply` does it, as owner or
    superuser."""
    async with runtime.engine.begin() as connection:
        statements = [*await new_roles(connection), *await grants(connection, runtime.service)]
        if "--apply" in arguments:
            await carry_out(connection, statements)
            print(f"{runtime.service.name}: the roles have just what they need; a new one has no password yet")
        else:
            print("\n".join(f"{statement};" for statement in statements))
    return 0
