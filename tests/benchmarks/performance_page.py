"""Writes the table of a run into a page, between two comments, with all that is needed to judge and to repeat it."""

import os
import platform
import re
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from suite.kafka import VERSION as KAFKA_VERSION
from suite.postgres import binaries, run
from tests.benchmarks.reports import as_markdown, cells
from tests.benchmarks.runs import Results

BEGIN, END = "<!-- written by `make bench MARKDOWN=docs/performance.md` -->", "<!-- end of the table -->"
BLOCK = re.compile(rf"(?<={re.escape(BEGIN)}\n).*(?={re.escape(END)})", re.DOTALL)
NOT_YET = "not measured yet on this version"
"""Stands in place of each fact until a run has written them."""
FACTS = ("Command", "Date", "Machine", "Versions")
PACKAGES = ("fastapi", "starlette", "uvicorn", "uvloop", "sqlalchemy", "asyncpg", "aiokafka", "pydantic", "orjson")


def block_of(page: str) -> str:
    """The part between the comments. Raises ValueError where the page has no such part."""
    if (found := BLOCK.search(page)) is None:
        raise ValueError(f"the page has no part between {BEGIN} and {END}")
    return found[0]


def write_block(page: Path, results: Results, command: str) -> None:
    """Raises ValueError where the page has no such part."""
    text, block = page.read_text(), "\n".join(lines(results, command))
    block_of(text)
    page.write_text(BLOCK.sub(lambda _: f"\n{block}\n\n", text))


def lines(results: Results, command: str) -> Iterator[str]:
    values = (f"`{command}`", datetime.now(UTC).date().isoformat(), machine(), versions())
    for name, value in zip(FACTS, values, strict=True):
        yield textwrap.fill(f"- {name}: {value}", 120, subsequent_indent="  ", break_long_words=False)
    for name, reason in results.not_measured.items():
        yield f"- Not measured here: `{name}`, since {reason}"
    for name in results.failed:  # its error may contain what belongs in no page
        yield f"- Failed: `{name}`"
    yield ""
    yield from as_markdown([(figure.bench, *cells(figure, tiny=False)) for figure in results.figures])


def machine() -> str:
    model = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{model[1] if model else platform.machine()}, {cores} cores, {memory:.0f} GiB of memory"


def versions() -> str:
    postgres = run([binaries() / "postgres", "--version"]).split()[2]
    fixed = [f"Python {platform.python_version()}", f"PostgreSQL {postgres}", f"Apache Kafka {KAFKA_VERSION}"]
    return ", ".join([*fixed, *(f"{name} {installed}" for name in PACKAGES if (installed := installed_version(name)))])


def installed_version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
