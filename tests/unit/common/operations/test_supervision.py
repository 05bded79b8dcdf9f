"""How a process ends, seen from outside: it is a signal's business, so each has a process of its own."""

import subprocess
import sys

import pytest

SCRIPT = """
import asyncio, os, signal
from common.operations.supervision import until_stopped

async def stays(stop):
    await stop.wait()

async def fails(stop):
    raise RuntimeError("the disk is full")

async def main():
    asyncio.get_running_loop().call_later(0.2, os.kill, os.getpid(), signal.{number})
    return await until_stopped([{parts}])

raise SystemExit(asyncio.run(main()))
"""


def ended(parts: str, number: str = "SIGTERM") -> subprocess.CompletedProcess[str]:
    script = SCRIPT.format(parts=parts, number=number)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize(
    "parts", ['("a", stays), ("b", stays)', ""], ids=["two parts", "a process that has nothing to do"]
)
@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_a_process_that_is_asked_to_stop_ends_well(parts: str, number: str) -> None:
    done = ended(parts, number)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_part_that_fails_ends_the_others_and_says_why() -> None:
    done = ended('("a", stays), ("b", fails)')
    assert done.returncode == 1
    assert "the disk is full" in done.stdout + done.stderr
