"""How a process ends that is blocked: each test starts a process of its own and watches it end."""

import os
import signal
import subprocess
import sys
import time

import pytest

SCRIPT = """
import asyncio, threading, time
from functools import partial
from common.operations import supervision, watchdog

supervision.Watchdog = partial(watchdog.Watchdog, {stalled_after}, 0.1)
supervision.GRACE, supervision.LAST_GRACE = 0.5, 0.5

async def blocks_the_loop(stop):
    print("running", flush=True)
    await asyncio.sleep(0)
    time.sleep(20)

async def ignores_the_cancellation(stop):
    print("running", flush=True)
    while True:
        try:
            await asyncio.sleep(20)
        except asyncio.CancelledError:
            pass

async def leaves_a_thread(stop):
    print("running", flush=True)
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 20)
    await stop.wait()

async def waits(stop):
    print("running", flush=True)
    await stop.wait()

raise SystemExit(asyncio.run(supervision.until_stopped([("part", {part})])))
"""


def started(part: str, stalled_after: float = 1.0) -> subprocess.Popen[str]:
    script = SCRIPT.format(part=part, stalled_after=stalled_after)
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    return process


def test_a_blocked_event_loop_ends_the_process_and_its_log_shows_where() -> None:
    output, _ = (process := started("blocks_the_loop")).communicate(timeout=15)
    assert process.returncode == 70
    assert "the event loop is blocked" in output
    assert "in blocks_the_loop" in output


@pytest.mark.parametrize("part", ["ignores_the_cancellation", "leaves_a_thread"])
def test_a_process_that_is_stopped_ends_within_its_grace_whatever_holds_it(part: str) -> None:
    process = started(part, stalled_after=60)
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=15)
    assert process.returncode == 1
    assert "the process did not end in time" in output


def test_a_process_that_was_paused_as_a_whole_is_not_taken_for_a_blocked_one() -> None:
    process = started("waits", stalled_after=1.0)
    for _ in range(5):  # which of thread and loop wakes first is chance
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(1.2)
        os.kill(process.pid, signal.SIGCONT)
        time.sleep(0.3)
        assert process.poll() is None
    process.terminate()
    assert process.wait(timeout=15) == 0
    process.communicate()
