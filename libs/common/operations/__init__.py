"""The commands of a service: `python -m procedures api | relay | consume | all | migrate | topics | verify | …`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import uvloop
from pydantic import ValidationError

from common import logging, tracing
from common.named import named
from common.operations.collector import rest_collector, settle_collector
from common.operations.console_messages import print_error
from common.operations.open_runtime import opened
from common.service.definition import Command, Service, StaysUp

Named = Callable[[], Command]
"""Each process loads the one command that it was started with."""

COMMANDS: dict[str, Named] = {
    "api": named("common.operations.api_command:api"),
    "relay": named("common.operations.servers:relay"),
    "consume": named("common.operations.servers:consume"),
    "all": named("common.operations.api_command:everything"),
    "migrate": named("common.operations.migrate_command:migrate"),
    "roles": named("common.operations.roles_command:roles"),
    "topics": named("common.operations.topics_command:topics"),
    "status": named("common.operations.status_command:status"),
    "verify": named("common.operations.verify_command:verify"),
    "rebuild": named("common.operations.verify_command:rebuild"),
    "deadletters": named("common.operations.deadletters_command:run"),
    "keys": named("common.operations.keys_command:run"),
    "epoch": named("common.operations.epoch_command:run"),
    "backup": named("common.operations.backup_commands:backup"),
    "restore": named("common.operations.backup_commands:restore"),
    "export": named("common.operations.export_command:run"),
    "openapi": named("common.operations.api_command:openapi"),
}


class CommandParser(argparse.ArgumentParser):
    """Its help says of each command what it does, and loads them all for that."""

    def __init__(self, service: Service, commands: Mapping[str, Named]) -> None:
        super().__init__(prog=f"python -m {service.name}", description=service.title)
        self.commands = commands
        self.add_argument("command", choices=commands, metavar="command")
        self.add_argument("arguments", nargs=argparse.REMAINDER)

    def format_help(self) -> str:
        listed = "".join(
            f"  {name:16} {(load().__doc__ or '').splitlines()[0]}\n" for name, load in self.commands.items()
        )
        return f"{super().format_help()}\ncommands:\n{listed}"


def run(load: Callable[[], Service]) -> None:
    """Run the command that the process was started with. Exits 0: done, all is well; 1: refused, stopped or different;
    2: could not look."""
    rest_collector()
    service = load()
    own: dict[str, Named] = {name: partial(staying_up, name, make) for name, make in service.parts.items()}
    commands: dict[str, Named] = {**COMMANDS, **own, **service.commands}
    chosen = CommandParser(service, commands).parse_args()
    command = commands[chosen.command]()
    try:
        settings = service.settings()
    except ValidationError as wrong:
        missing = ", ".join(".".join(str(part) for part in error["loc"]).upper() for error in wrong.errors())
        sys.exit(print_error(service, f"these settings are missing or wrong: {missing}"))
    logging.configure(settings.log_level, service.name)
    tracing.start(settings, service.name)
    settle_collector()
    try:
        sys.exit(uvloop.run(_run(service, command, chosen.arguments)))
    except Exception as failed:
        sys.exit(named("common.operations.exit_states:exit_state_after")()(service, failed))
    finally:
        tracing.stop()


def staying_up(name: str, make: Callable[[], StaysUp]) -> Command:
    """The command that runs one of the service's own parts."""
    command: Command = named("common.operations.servers:staying_up")()(name, make())
    return command


async def _run(service: Service, command: Command, arguments: Sequence[str]) -> int:
    async with opened(service, service.settings()) as runtime:
        return await command(runtime, arguments)
