"""`export FILE`: the streams of this service as one file that anyone can verify."""

from argparse import ArgumentParser, Namespace

from common.operations.arguments import new_file
from common.operations.epoch_command import log_and_key
from common.operations.progress import progress
from common.operations.stream_export import export as write_streams
from common.service.definition import Command, Runtime, Service


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("file", type=new_file, help="a new file, or an export to continue")


async def export_streams(runtime: Runtime, options: Namespace) -> int:
    """Write the streams to a file, or continue one: `export FILE`; `verify --file FILE` checks it."""
    _, key = log_and_key(runtime)
    with progress() as report_progress:
        added = await write_streams(runtime, key, options.file, report_progress)
    print(f"{added} events added to {options.file}")
    return 0


export = Command(export_streams, add_arguments)
