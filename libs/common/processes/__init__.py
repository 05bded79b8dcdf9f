"""The commands of a service: `python -m procedures api | relay | consume | all | migrate | topics | verify | …`."""

import argparse
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence

import asyncpg
import uvloop
from aiokafka.errors import KafkaError
from pydantic import ValidationError
from sqlalchemy.exc import ProgrammingError

from common import logging, tracing
from common.database import is_connection_lost, refusal_of
from common.errors import Refusal
from common.grants import NotTheOwner
from common.messaging.feed.client import FeedUnreachable, SourceBehind
from common.processes import backups, deadletters, epochs, exporting, keys, looks, migrating, roles, servers, status, topics
from common.processes.collector import settle_collector
from common.processes.runtime import opened
from common.runtime import Runtime
from common.service import Service
from common.streams.keys import KeyNotTrusted
from common.verdict import CannotLook, Verdict

Command = Callable[[Runtime, Sequence[str]], Awaitable[int]]

COMMANDS: dict[str, Command] = {
    "api": servers.api,
    "relay": servers.relay,
    "consume": servers.consume,
    "all": servers.everything,
    "migrate": migrating.migrate,
    "roles": roles.roles,
    "topics": topics.topics,
    "status": status.status,
    "verify": looks.verify,
    "rebuild": looks.rebuild,
    "deadletters": deadletters.run,
    "keys": keys.run,
    "epoch": epochs.run,
    "backup": backups.backup,
    "restore": backups.restore,
    "export": exporting.run,
    "openapi": looks.openapi,
}


def run(service: Service) -> None:
    """Run the command that the process was started with. Exits 0: done, all is well; 1: refused, stopped or different; 2: could not look."""
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
        sys.exit(said(service, f"these settings are missing or wrong: {missing}"))
    logging.configure(settings.log_level, service.name)
    tracing.start(settings, service.name)
    settle_collector()
    try:
        sys.exit(uvloop.run(_run(service, commands[chosen.command], chosen.arguments)))
    except Exception as failed:
        sys.exit(verdict_on(service, failed))
    finally:
        tracing.stop()


def verdict_on(service: Service, failed: Exception) -> Verdict:
    """Says why a command could not end, in one sentence where that is known."""
    match failed:
        case Refusal() | SourceBehind() | KeyNotTrusted():
            return said(service, f"{failed}", Verdict.WRONG)
        case FeedUnreachable() | KafkaError() | CannotLook():
            return said(service, f"{failed}")
        case NotTheOwner():
            return said(service, f"{failed}: docs/database-roles.md says who does what")
        case ProgrammingError() if failed.orig and isinstance(cause := failed.orig.__cause__, asyncpg.InsufficientPrivilegeError):
            return said(service, f"this database role may not do it ({cause}): docs/database-roles.md says who does what")
    refusal = refusal_of(failed)
    if refusal is not None or is_connection_lost(failed):
        return said(
            service, f"the database refuses this role: {refusal}" if refusal else f"the database cannot be reached: {failed!r}"
        )
    traceback.print_exception(failed)
    return Verdict.UNKNOWN  # Python's own code would be taken for a difference


def said(service: Service, why: str, verdict: Verdict = Verdict.UNKNOWN) -> Verdict:
    print(f"{service.name}: {why}", file=sys.stderr)
    return verdict


async def _run(service: Service, command: Command, arguments: Sequence[str]) -> int:
    async with opened(service, service.settings()) as runtime:
        return await command(runtime, arguments)
