"""How a process stops. Each test starts a process, since it sends signals."""

import subprocess
import sys

import pytest

SCRIPT = """
import asyncio, os, signal
from common.operations.supervision import until_stopped

async def waits(stop):
    await stop.wait()

async def fails(stop):
    raise RuntimeError("the disk is full")

async def main():
    asyncio.get_running_loop().call_later(0.2, os.kill, os.getpid(), signal.{number})
    return await until_stopped([{parts}])

raise SystemExit(asyncio.run(main()))
"""


def run_script(parts: str, number: str = "SIGTERM") -> subprocess.CompletedProcess[str]:
    script = SCRIPT.format(parts=parts, number=number)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize(
    "parts", ['("a", waits), ("b", waits)', ""], ids=["two parts", "a process that has nothing to do"]
)
@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_a_process_exits_with_zero_after_a_signal(parts: str, number: str) -> None:
    result = run_script(parts, number)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_part_that_fails_ends_the_others_and_its_error_is_logged() -> None:
    result = run_script('("a", waits), ("b", fails)')
    assert result.returncode == 1
    assert "the disk is full" in result.stdout + result.stderr
