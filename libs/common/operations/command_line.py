"""The command line of a service: the commands that it has, and the arguments of the one that was typed."""

import argparse
import textwrap
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from common.lazy_import import lazy_import
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
    "deadletters": lazy_import("common.operations.deadletters_command:deadletters"),
    "keys": lazy_import("common.operations.keys_command:keys"),
    "epoch": lazy_import("common.operations.epoch_command:epoch"),
    "backup": lazy_import("common.operations.backup_commands:backup"),
    "restore": lazy_import("common.operations.backup_commands:restore"),
    "export": lazy_import("common.operations.export_command:export"),
    "openapi": lazy_import("common.operations.api_command:openapi"),
}
OF_A_STREAM = frozenset({"relay", "topics", "keys", "epoch", "export"})
"""Commands that only a service with a stream of its own has."""
OF_A_FOLLOWER = frozenset({"consume", "rebuild", "deadletters"})
"""Commands that only a service that follows others has."""

WIDTH, NAME_WIDTH = 110, 16


def commands_of(service: Service) -> dict[str, CommandLoader]:
    parts: dict[str, CommandLoader] = {name: partial(part_command, name, make) for name, make in service.parts.items()}
    shared = {name: load for name, load in COMMANDS.items() if not_offered_reason(service, name) is None}
    return {**shared, **parts, **service.commands}


def not_offered_reason(service: Service, name: str) -> str | None:
    """Returns why the service does not have a command that others have, or None."""
    if name in OF_A_STREAM and not service.shards:
        return "it has no stream of its own"
    if name in OF_A_FOLLOWER and not service.subscriptions:
        return "it follows no other service"
    return None


class CommandParser(argparse.ArgumentParser):
    """Its help lists the summary of each command, and imports all commands for that."""

    def __init__(self, service: Service, commands: Mapping[str, CommandLoader]) -> None:
        super().__init__(
            prog=f"python -m {service.name}",
            description=service.title,
            epilog=f"python -m {service.name} COMMAND --help describes the arguments of one.",
        )
        self.commands = commands
        self.add_argument("command", metavar="command")
        self.add_argument("arguments", nargs=argparse.REMAINDER)

    def format_help(self) -> str:
        summaries = [
            textwrap.fill(
                load().summary,
                WIDTH,
                initial_indent=f"  {name:{NAME_WIDTH}} ",
                subsequent_indent=" " * (NAME_WIDTH + 3),
            )
            for name, load in self.commands.items()
        ]
        return "\n".join([super().format_help(), "commands:", *summaries, ""])


def command_line(service: Service, arguments: Sequence[str]) -> tuple[Command, Namespace]:
    """Returns the command that was typed, and its arguments. Exits with 2 and a usage message where there is no such
    command, or its arguments are wrong."""
    commands = commands_of(service)
    parser = CommandParser(service, commands)
    typed = parser.parse_args(arguments)
    name = typed.command
    if name not in commands:
        reason = not_offered_reason(service, name)
        known = f"it is one of {', '.join(commands)}"
        parser.error(f"there is no command {name}: {known}" if reason is None else f"there is no {name} here: {reason}")
    command = commands[name]()
    return command, command.parse(service, name, typed.arguments)


def part_command(name: str, make: Callable[[], PartFactory]) -> Command:
    """Returns the command that runs one of the service's own parts."""
    command: Command = lazy_import("common.operations.servers:part_command")()(name, make())
    return command
