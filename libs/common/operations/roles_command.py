"""`roles [--apply]`: the least rights that each database role needs."""

from argparse import ArgumentParser, Namespace

from common.migrations.grants import execute_grants, grants, new_roles
from common.service.definition import Command, Runtime, Service


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("--apply", action="store_true", help="run the statements instead of printing them")


async def grant_roles(runtime: Runtime, options: Namespace) -> int:
    """Print the SQL that creates the database roles and grants their rights; `--apply` runs it."""
    async with runtime.engine.begin() as connection:
        statements = [*await new_roles(connection), *await grants(connection, runtime.service)]
        if options.apply:
            await execute_grants(connection, statements)
            print(
                f"{runtime.service.name}: the roles have exactly the rights that they need;"
                " a new role has no password yet"
            )
        else:
            print("\n".join(f"{statement};" for statement in statements))
    return 0


roles = Command(grant_roles, add_arguments, needs_schema=False)
