"""`python -m population_lookup clients`: the systems that authenticate with a shared secret."""

import re
import sys
from argparse import ArgumentParser, Namespace

from sqlalchemy.ext.asyncio import AsyncConnection

from common.service.definition import Command, Runtime, Service
from population_lookup.clients.domain.clients import NAME, SHORTEST_SECRET, Client
from population_lookup.clients.storage.repository import all_clients, put_alias, put_client, remove_client
from population_lookup.clients.storage.secrets import read_secret
from population_lookup.settings import Settings

AGENCY = re.compile(r"[A-Z0-9]+(\.[A-Z0-9]+)*")
PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}(\.[A-Z0-9.]{2,35})?")


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    add = acts.add_parser("add", help="add a client, or change it")
    add.add_argument("name")
    add.add_argument("--agency", required=True, help="the code of the agency that the client acts for")
    add.add_argument("--secret-file", required=True, help="the name of a file in CLIENT_SECRETS_DIR")
    add.add_argument("--sensitive", action="store_true", help="it sees sensitive fields, where the law lists them")
    acts.add_parser("remove", help="remove a client").add_argument("name")
    acts.add_parser("list", help="list the clients")
    alias = acts.add_parser("alias", help="say which procedure a code stands for that a client states")
    alias.add_argument("account", help="client:NAME, or the subject of a token")
    alias.add_argument("stated", help="what the client sends as MaDVC")
    alias.add_argument("procedure", help="the code of the procedure")


async def keep_clients(runtime: Runtime, options: Namespace) -> int:
    """Keep the clients with a shared secret: `clients add NAME --agency CODE --secret-file FILE [--sensitive] | remove
    NAME | list | alias ACCOUNT STATED PROCEDURE`."""
    async with runtime.engine.begin() as connection:
        match options.act:
            case "add":
                fault = await _add(connection, runtime, options)
            case "remove":
                fault = None if await remove_client(connection, options.name) else f"there is no client {options.name}"
            case "alias":
                fault = await _alias(connection, options)
            case _:
                for client in await all_clients(connection):
                    sensitive = "\tsensitive fields" if client.sees_sensitive_fields else ""
                    print(f"{client.name}\t{client.agency_code}\t{client.secret_file}{sensitive}")
                fault = None
    if fault is not None:
        print(fault, file=sys.stderr)
    return 0 if fault is None else 1


async def _add(connection: AsyncConnection, runtime: Runtime, options: Namespace) -> str | None:
    """Returns what is wrong, or None."""
    assert isinstance(runtime.settings, Settings)  # noqa: S101 - of this service
    if not NAME.fullmatch(options.name) or not AGENCY.fullmatch(options.agency):
        return "a name has letters, digits, dots and hyphens; an agency is a code such as H60.01"
    if read_secret(runtime.settings.client_secrets_dir, options.secret_file) is None:
        return f"CLIENT_SECRETS_DIR holds no file {options.secret_file} with at least {SHORTEST_SECRET} characters"
    await put_client(connection, Client(options.name, options.agency, options.secret_file, options.sensitive))
    return None


async def _alias(connection: AsyncConnection, options: Namespace) -> str | None:
    if not PROCEDURE.fullmatch(options.procedure):
        return "the code of a procedure reads 1.001234"
    await put_alias(connection, options.account, options.stated, options.procedure)
    return None


clients = Command(keep_clients, add_arguments)
