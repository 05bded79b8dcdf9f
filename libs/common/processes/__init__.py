"""The commands of a service: `python -m procedures api | relay | consume | all | migrate | topics | verify | …`."""

import argparse
import sys
from collections.abc import Awaitable, Callable, Sequence

import asyncpg
import uvloop
from pydantic import ValidationError
from sqlalchemy.exc import ProgrammingError

from common import logging, tracing
from common.errors import Refusal
from common.grants import NotTheOwner
from common.messaging.feed.client import FeedUnreachable, SourceBehind
from common.processes import deadletters, keys, looks, migrating, roles, servers, topics
from common.processes.collector import settle_collector
from common.processes.runtime import opened
from common.runtime import Runtime
from common.service import Service

Command = Callable[[Runtime, Sequence[str]], Awaitable[int]]

COMMANDS: dict[str, Command] = {
    "api": servers.api,
    "relay": servers.relay,
    "consume": servers.consume,
    "all": servers.everything,
    "migrate": migrating.migrate,
    "roles": roles.roles,
    "topics": topics.topics,
    "verify": looks.verify,
    "rebuild": looks.rebuild,
    "deadletters": deadletters.run,
    "keys": keys.run,
    "openapi": looks.openapi,
}


def run(service: Service) -> None:
    """Run the command that the process was started with and exit with its code: 0 done, 1 found a difference or failed, 2 used wrongly."""
    own = {name: servers.staying_up(name, make) for name, make in service.parts.items()}
    commands = {**COMMANDS, **own, **service.commands}
    parser = argparse.ArgumentParser(prog=f"python -m {service.name}", description=service.title)
    listed = "\n".join(f"  {name:16} {(command.__doc__ or '').splitlines()[0]}" for name, command in commands.items())
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"commands:\n{listed}"
    parser.add_argument("command", choices=commands, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    chosen = parser.parse_args()
    try:
        settings = service.settings()
    except ValidationError as wrong:
        missing = ", ".join(".".join(str(part) for part in error["loc"]).upper() for error in wrong.errors())
        sys.exit(f"{service.name}: these settings are missing or wrong: {missing}")
    logging.configure(settings.log_level, service.name)
    tracing.start(settings, service.name)
    settle_collector()
    try:
        sys.exit(uvloop.run(_run(service, commands[chosen.command], chosen.arguments)))
    except (Refusal, FeedUnreachable, SourceBehind) as refused:
        sys.exit(f"{service.name}: {refused}")
    except NotTheOwner as refused:
        sys.exit(f"{service.name}: {refused}: docs/database-roles.md says who does what")
    except ProgrammingError as failed:
        cause = failed.orig and failed.orig.__cause__
        if not isinstance(cause, asyncpg.InsufficientPrivilegeError):
            raise
        sys.exit(f"{service.name}: this database role may not do it ({cause}): docs/database-roles.md says who does what")
    finally:
        tracing.stop()


async def _run(service: Service, command: Command, arguments: Sequence[str]) -> int:
    async with opened(service, service.settings()) as runtime:
        return await command(runtime, arguments)
