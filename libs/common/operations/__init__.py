"""The commands of a service: `python -m procedures api | relay | consume | all | migrate | topics | verify | …`."""

import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import uvloop
from pydantic import ValidationError

from common import logging, tracing
from common.lazy_import import lazy_import
from common.operations.command_line import COMMANDS, command_line
from common.operations.console_messages import print_error
from common.operations.garbage_collector import pause_collector, tune_collector
from common.operations.open_runtime import open_runtime, require_schema
from common.operations.standard_output import OutputClosed, OutputNotWritten, exit_with
from common.service.definition import Command, Service
from common.settings import ServiceSettings

__all__ = ["COMMANDS", "run"]


def run(load: Callable[[], Service]) -> None:
    """Runs the command that the process was started with, and exits with its state as the exit code."""
    pause_collector()
    exit_with(lambda: run_command(load(), sys.argv[1:]))


def run_command(service: Service, arguments: Sequence[str]) -> int:
    def prepare(settings: ServiceSettings) -> None:
        logging.configure(settings.log_level, service.name)
        tracing.start(settings, service.name)
        tune_collector()

    work = work_of(service, arguments, prepare)
    try:
        return uvloop.run(work)
    finally:
        tracing.stop()


def work_of(
    service: Service, arguments: Sequence[str], prepare: Callable[[ServiceSettings], None] = lambda _: None
) -> Coroutine[Any, Any, int]:
    """Returns the work of the command that was typed; it ends with the exit code.

    Arguments are parsed first, so that `--help` and wrong use need no settings. Exits with 2 where arguments or
    settings are wrong.
    """
    command, options = command_line(service, arguments)
    if (offline := command.offline(options)) is not None:
        return state_of(service, offline(service, options))
    try:
        settings = service.settings()
    except ValidationError as error:
        sys.exit(print_error(service, f"these settings are missing or invalid: {invalid_settings(error)}"))
    prepare(settings)
    return state_of(service, run_with(service, settings, command, options))


async def state_of(service: Service, work: Coroutine[Any, Any, int]) -> int:
    """Returns the exit code of the work, or prints why it failed and returns the state that this means."""
    try:
        return await work
    except (OutputClosed, OutputNotWritten):
        raise
    except Exception as error:
        state: int = lazy_import("common.operations.exit_states:exit_state_after")()(service, error)
        return state


async def run_with(service: Service, settings: ServiceSettings, command: Command, options: Namespace) -> int:
    async with open_runtime(service, settings) as runtime:
        if command.needs_schema:
            await require_schema(runtime)
        return await command.body(runtime, options)


def invalid_settings(error: ValidationError) -> str:
    """The names of the variables; their values may be secrets."""
    return ", ".join(".".join(str(part) for part in fault["loc"]).upper() for fault in error.errors())
