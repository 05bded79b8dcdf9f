"""`python -m reporting export-views DIRECTORY`: the views for analysts as Parquet files."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from common.service.definition import Command, Runtime, Service
from reporting.view_export.queries.exported_views import export_views
from reporting.views import views

NAMES = [view.name for view in views]


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("directory", type=Path, help="it is created where it is missing; files in it are replaced")
    parser.add_argument("--view", action="append", choices=NAMES, help="only this one; all by default")


async def export(runtime: Runtime, options: Namespace) -> int:
    """Write each view of the schema `published` to a Parquet file, all of one moment: `export-views DIRECTORY
    [--view NAME ...]`. The read-only role of the database is enough for it."""
    chosen = [view for view in views if options.view is None or view.name in options.view]
    async with runtime.engine.connect() as connection:
        for exported in [
            file async for file in export_views(connection, chosen, options.directory, runtime.clock.now())
        ]:
            print(f"{exported.file}: {exported.rows} rows, {exported.size} bytes")
    return 0


command = Command(export, add_arguments)
