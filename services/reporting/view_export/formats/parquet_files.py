"""Writes a Parquet file in another thread while its rows are read: at no time are more in memory than one row group."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from arro3.core import RecordBatch, RecordBatchReader
from arro3.io import write_parquet

from reporting.view_export.formats.parquet_columns import ParquetColumns

ROW_GROUP = 100_000
COMPRESSION = "zstd(1)"


async def write_file(
    file: Path, columns: ParquetColumns, chunks: AsyncIterator[Sequence[Any]], facts: Mapping[str, str]
) -> int:
    """Returns the number of rows. Raises what the chunks raise. `facts` are in the metadata of the file."""
    loop = asyncio.get_running_loop()
    rows, failures = 0, list[BaseException]()

    def batches() -> Iterator[RecordBatch]:
        """Runs in the thread that writes, and waits there for the rows."""
        nonlocal rows
        try:
            while chunk := asyncio.run_coroutine_threadsafe(_next(chunks), loop).result():
                rows += len(chunk)
                yield columns.batch(chunk)
        except BaseException as error:
            failures.append(error)
            raise

    def write() -> None:
        write_parquet(
            RecordBatchReader.from_batches(columns.schema, batches()),
            file,
            compression=COMPRESSION,
            max_row_group_size=ROW_GROUP,
            key_value_metadata=dict(facts),
            created_by="congbo reporting",
        )

    try:
        await asyncio.to_thread(write)
    except Exception:
        if failures:
            raise failures[0] from None  # Arrow reports a text of it only
        raise
    return rows


async def _next(chunks: AsyncIterator[Sequence[Any]]) -> Sequence[Any]:
    """Returns an empty chunk after the last one."""
    try:
        return await anext(chunks)
    except StopAsyncIteration:
        return ()
