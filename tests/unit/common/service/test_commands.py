"""A command that is called on an open runtime runs the body that was typed."""

from argparse import ArgumentParser, Namespace
from typing import cast

from common.service.definition import Command, Runtime, Service


async def on_database(_runtime: Runtime, _options: Namespace) -> int:
    return 1


async def on_file(_service: Service, _options: Namespace) -> int:
    return 0


def add_arguments(parser: ArgumentParser, _service: Service) -> None:
    parser.add_argument("--file")


async def test_arguments_that_need_no_database_run_the_body_for_them() -> None:
    command = Command(on_database, add_arguments, offline=lambda options: on_file if options.file else None)
    runtime = cast("Runtime", Namespace(service=Namespace(name="probe")))
    assert await command(runtime, ["--file", "stream.jsonl"]) == 0
    assert await command(runtime) == 1
