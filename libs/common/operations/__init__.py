"""The commands of a service: `python -m procedures api | relay | consume | all | migrate | topics | verify | …`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import uvloop
from pydantic import ValidationError

from common import logging, tracing
from common.lazy_import import lazy_import
from common.operations.console_messages import print_error
from common.operations.garbage_collector import pause_collector, tune_collector
from common.operations.open_runtime import open_runtime
from common.service.definition import Command, PartFactory, Service

CommandLoader = Callable[[], Command]
"""Imports a command: a process imports only the one that it was started with."""

COMMANDS: dict[str, CommandLoader] = {
    "api": lazy_import("common.operations.api_command:api"),
    "relay": lazy_import("common.operations.servers:relay"),
    "consume": lazy_import("common.operations.servers:consume"),
    "all": lazy_import("common.operations.api_command:everything"),
    "migrate": lazy_import("common.operations.migrate_command:migrate"),
    "roles": lazy_import("common.operations.roles_command:roles"),
    "topics": lazy_import("common.operations.topics_command:topics"),
    "status": lazy_import("common.operations.status_command:status"),
    "verify": lazy_import("common.operations.verify_command:verify"),
    "rebuild": lazy_import("common.operations.verify_command:rebuild"),
    "deadletters": lazy_import("common.operations.deadletters_command:run"),
    "keys": lazy_import("common.operations.keys_command:run"),
    "epoch": lazy_import("common.operations.epoch_command:run"),
    "backup": lazy_import("common.operations.backup_commands:backup"),
    "restore": lazy_import("common.operations.backup_commands:restore"),
    "export": lazy_import("common.operations.export_command:run"),
    "openapi": lazy_import("common.operations.api_command:openapi"),
}


class CommandParser(argparse.ArgumentParser):
    """Its help lists the docstring of each command, and imports all commands for that."""

    def __init__(self, service: Service, commands: Mapping[str, CommandLoader]) -> None:
        super().__init__(prog=f"python -m {service.name}", description=service.title)
        self.commands = commands
        self.add_argument("command", choices=commands, metavar="command")
        self.add_argument("arguments", nargs=argparse.REMAINDER)

    def format_help(self) -> str:
        summaries = "".join(
            f"  {name:16} {(load().__doc__ or '').splitlines()[0]}\n" for name, load in self.commands.items()
        )
        return f"{super().format_help()}\ncommands:\n{summaries}"


def run(load: Callable[[], Service]) -> None:
    """Runs the command that the process was started with, and exits with its state as the exit code."""
    pause_collector()
    service = load()
    own_parts: dict[str, CommandLoader] = {
        name: partial(part_command, name, make) for name, make in service.parts.items()
    }
    commands: dict[str, CommandLoader] = {**COMMANDS, **own_parts, **service.commands}
    options = CommandParser(service, commands).parse_args()
    command = commands[options.command]()
    try:
        settings = service.settings()
    except ValidationError as error:
        names = ", ".join(".".join(str(part) for part in fault["loc"]).upper() for fault in error.errors())
        sys.exit(print_error(service, f"these settings are missing or invalid: {names}"))
    logging.configure(settings.log_level, service.name)
    tracing.start(settings, service.name)
    tune_collector()
    try:
        sys.exit(uvloop.run(_run(service, command, options.arguments)))
    except Exception as error:
        sys.exit(lazy_import("common.operations.exit_states:exit_state_after")()(service, error))
    finally:
        tracing.stop()


def part_command(name: str, make: Callable[[], PartFactory]) -> Command:
    """Returns the command that runs one of the service's own parts."""
    command: Command = lazy_import("common.operations.servers:part_command")()(name, make())
    return command


async def _run(service: Service, command: Command, arguments: Sequence[str]) -> int:
    async with open_runtime(service, service.settings()) as runtime:
        return await command(runtime, arguments)
