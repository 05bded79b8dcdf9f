"""`export FILE`: the streams of this service as one file that anyone can verify."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from common.operations.epoch_command import log_and_key
from common.operations.progress import progress
from common.operations.stream_export import export
from common.service.definition import Runtime


async def run(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Write the streams to a file, or continue one: `export FILE`; `verify --file FILE` checks it."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} export")
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    _, key = log_and_key(runtime)
    with progress() as report_progress:
        added = await export(runtime, key, options.file, report_progress)
    print(f"{added} events added to {options.file}")
    return 0
