"""An import holds no more than a batch of rows in memory, however large the file is."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.support.national import json_lines, valid_row
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run


def write_rows(count: int, file: Path) -> None:
    """Writes rows as large as real ones: 5 kB each."""
    steps = ["Nộp hồ sơ" * 60] * 4
    with file.open("wb") as opened:
        for number in range(count):
            opened.write(json_lines(valid_row(f"1.{number:06d}", steps=steps)) + b"\n")


async def import_with_peak(file: Path, url: str) -> tuple[int, int]:
    """The exit code of an import and the peak of its resident memory in kB."""
    script = (
        "import re, runpy, sys\n"
        f"sys.argv = ['procedures', 'import-catalogue', {str(file)!r}, '--source', 'many', '--json']\n"
        "code = 0\n"
        "try:\n    runpy.run_module('procedures', run_name='__main__')\n"
        "except SystemExit as exit:\n    code = exit.code\n"
        # VmHWM is of this process alone; `ru_maxrss` would include what the parent held before the fork.
        "print('PEAK', code or 0, re.search('VmHWM:\\\\s+(\\\\d+)', open('/proc/self/status').read())[1])\n"
    )
    script_file = file.with_suffix(".py")
    script_file.write_text(script)
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(script_file), env={**os.environ, "DATABASE_URL": url}, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    match = re.search(rb"PEAK (\d+) (\d+)", out)
    assert match is not None, out[-500:]
    assert json.loads(out.splitlines()[0])["outcome"] == "accepted"
    return int(match[1]), int(match[2])


@only_in_full_run("6,600 rows of 5 kB are imported")
@pytest.mark.timeout(300)
async def test_ten_times_the_rows_take_hardly_more_memory(postgres: Postgres, tmp_path: Path) -> None:
    url = await postgres.migrated("procedures")
    small, large = tmp_path / "small.jsonl", tmp_path / "large.jsonl"
    write_rows(600, small)
    write_rows(6_000, large)
    assert large.stat().st_size > 15_000_000
    small_code, small_peak = await import_with_peak(small, url)
    large_code, large_peak = await import_with_peak(large, url)
    assert (small_code, large_code) == (0, 0)
    assert large_peak - small_peak < 15_000, f"{small_peak} kB became {large_peak} kB for {large.stat().st_size} bytes"
