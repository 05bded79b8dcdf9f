"""`roles [--apply]`: the least rights that each database role needs."""

from collections.abc import Sequence

from common.migrations.grants import execute_grants, grants, new_roles
from common.service.definition import Runtime


async def roles(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Print the SQL that creates the database roles and grants their rights; `--apply` runs it."""
    async with runtime.engine.begin() as connection:
        statements = [*await new_roles(connection), *await grants(connection, runtime.service)]
        if "--apply" in arguments:
            await execute_grants(connection, statements)
            print(
                f"{runtime.service.name}: the roles have exactly the rights that they need;"
                " a new role has no password yet"
            )
        else:
            print("\n".join(f"{statement};" for statement in statements))
    return 0
