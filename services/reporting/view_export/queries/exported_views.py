"""Exports views, each to a file of its own, all of one moment."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import as_text
from common.projection.views import View
from reporting.view_export.formats.parquet_columns import ParquetColumns
from reporting.view_export.formats.parquet_files import write_file
from reporting.view_export.queries.rows_of_view import begin_snapshot, column_types, rows_of_view


@dataclass(frozen=True, slots=True)
class ExportedFile:
    file: Path
    rows: int
    size: int


async def export_views(
    connection: AsyncConnection, views: Sequence[View], folder: Path, at: datetime
) -> AsyncIterator[ExportedFile]:
    """A file gets its name when it is complete. Raises `ColumnNotExportable`."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    positions = await begin_snapshot(connection, views)
    for view in views:
        facts = {"view": view.name, "comment": view.comment, "taken_at": as_text(at), "positions": ", ".join(positions)}
        columns = ParquetColumns.of(await column_types(connection, view), view.columns)
        file = folder / f"{view.name}.parquet"
        unfinished = file.with_name(f"{file.name}.part")
        async with aclosing(rows_of_view(connection, view, columns.expressions)) as chunks:
            rows = await write_file(unfinished, columns, chunks, facts)
        unfinished.replace(file)
        yield ExportedFile(file, rows, file.stat().st_size)
