"""However large a file, an import holds no more of it than a batch of rows."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.support.national import json_lines, valid_row
from tests.support.postgres import Postgres


def many(count: int, file: Path) -> None:
    """Rows as large as the real ones: 5 kB each."""
    steps = ["Nộp hồ sơ" * 60] * 4
    with file.open("wb") as opened:
        for number in range(count):
            opened.write(json_lines(valid_row(f"1.{number:06d}", steps=steps)) + b"\n")


async def peak_of(file: Path, url: str) -> tuple[int, int]:
    """The exit code and the most memory in kB, as the process itself was charged for."""
    script = (
        "import re, runpy, sys\n"
        f"sys.argv = ['procedures', 'import-catalogue', {str(file)!r}, '--source', 'many', '--json']\n"
        "code = 0\n"
        "try:\n    runpy.run_module('procedures', run_name='__main__')\n"
        "except SystemExit as ended:\n    code = ended.code\n"
        # not of its parent
        "print('PEAK', code or 0, re.search('VmHWM:\\\\s+(\\\\d+)', open('/proc/self/status').read())[1])\n"
    )
    starter = file.with_suffix(".py")
    starter.write_text(script)
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(starter), env={**os.environ, "DATABASE_URL": url}, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    found = re.search(rb"PEAK (\d+) (\d+)", out)
    assert found is not None, out[-500:]
    assert json.loads(out.splitlines()[0])["outcome"] == "taken"
    return int(found[1]), int(found[2])


@pytest.mark.timeout(300)
async def test_ten_times_the_rows_take_no_more_memory_to_speak_of(postgres: Postgres, tmp_path: Path) -> None:
    url = await postgres.migrated("procedures")
    few, more = tmp_path / "few.jsonl", tmp_path / "more.jsonl"
    many(600, few)
    many(6_000, more)
    assert more.stat().st_size > 15_000_000
    (first, small), (second, large) = await peak_of(few, url), await peak_of(more, url)
    assert (first, second) == (0, 0)
    assert large - small < 15_000, f"{small} kB became {large} kB, for {more.stat().st_size} bytes"
