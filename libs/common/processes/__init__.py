"""The commands of a service: `python -m procedures api | relay | consume | all | migrate | topics | verify | …`."""

import argparse
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from typing import NoReturn

import uvloop
from aiokafka.errors import KafkaError
from pydantic import ValidationError

from common import logging
from common.database import is_connection_lost
from common.errors import Refusal
from common.messaging.feed.client import FeedUnreachable, SourceBehind
from common.processes import backups, deadletters, epochs, exporting, keys, looks, migrating, servers, status, topics
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
        could_not(service, f"these settings are missing or wrong: {missing}")
    logging.configure(settings.log_level, service.name)
    settle_collector()
    try:
        sys.exit(uvloop.run(_run(service, commands[chosen.command], chosen.arguments)))
    except (Refusal, SourceBehind, KeyNotTrusted) as refused:
        print(f"{service.name}: {refused}", file=sys.stderr)
        sys.exit(Verdict.WRONG)
    except (FeedUnreachable, KafkaError, CannotLook) as away:
        could_not(service, str(away))
    except Exception as failed:
        if not is_connection_lost(failed):
            traceback.print_exc()
            sys.exit(Verdict.UNKNOWN)  # Python's own code would be taken for a difference
        could_not(service, f"the database cannot be reached: {failed!r}")


def could_not(service: Service, why: str) -> NoReturn:
    print(f"{service.name}: {why}", file=sys.stderr)
    sys.exit(Verdict.UNKNOWN)


async def _run(service: Service, command: Command, arguments: Sequence[str]) -> int:
    async with opened(service, service.settings()) as runtime:
        return await command(runtime, arguments)
