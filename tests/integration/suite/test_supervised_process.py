"""A supervised process ends when it is asked to stop."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from suite.guard import STOP_WAIT
from suite.supervised_process import SupervisedProcess


@pytest.fixture
def ignored_interrupts() -> Iterator[None]:
    """A shell starts background jobs (`&`) with SIGINT ignored."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ignored_interrupts")
def test_a_command_receives_interrupts_although_its_parent_ignores_them(tmp_path: Path) -> None:
    """A JVM never handles a signal that was ignored when it started, and would be killed in the end."""
    process = SupervisedProcess("sleep", ["sh", "-c", "echo started; exec sleep 60"], tmp_path / "sleep.log")
    while not process.log_tail():
        time.sleep(0.01)
    began = time.monotonic()
    process.stop()
    assert time.monotonic() - began < STOP_WAIT / 2
