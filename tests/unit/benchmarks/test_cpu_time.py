"""CPU time of a process and its descendants."""

import os
import subprocess
import sys

from tests.benchmarks.cpu_time import cpu_seconds, own_cpu_seconds

BUSY_LOOP = "import time\nwhile time.process_time() < 0.3: pass\n"
STARTS_ANOTHER = (
    f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY_LOOP!r}]); print(flush=True); input()"
)


def test_the_cpu_time_of_a_descendant_counts_while_its_parent_runs_and_after() -> None:
    before = own_cpu_seconds()
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_ANOTHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the grandchild has ended
        assert cpu_seconds(process.pid) >= 0.25
        assert own_cpu_seconds() - before >= 0.25
        process.communicate(b"\n")
    assert own_cpu_seconds() - before >= 0.25


def test_a_process_that_has_ended_counts_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    assert cpu_seconds(process.pid) == 0
    assert cpu_seconds(os.getpid()) > 0
