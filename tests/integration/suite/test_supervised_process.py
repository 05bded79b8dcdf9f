"""What stands behind a guard ends when it is asked to."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from suite.guard import STOP_WAIT
from suite.supervised_process import Guarded


@pytest.fixture
def deaf_to_interrupts() -> Iterator[None]:
    """As a shell leaves what it starts with `&`."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("deaf_to_interrupts")
def test_a_command_whose_starter_ignores_interrupts_hears_them_all_the_same(tmp_path: Path) -> None:
    """A JVM would never take up a signal that it was started with as ignored, and be killed in the end."""
    guarded = Guarded("sleep", ["sh", "-c", "echo started; exec sleep 60"], tmp_path / "sleep.log")
    while not guarded.last_words():
        time.sleep(0.01)
    began = time.monotonic()
    guarded.stop()
    assert time.monotonic() - began < STOP_WAIT / 2
