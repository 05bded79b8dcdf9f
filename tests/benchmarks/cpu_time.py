"""CPU time of processes with all their descendants, those that have ended included: it depends far less than wall time
on what else runs."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(*roots: int) -> float:
    """User and system time so far, in steps of a clock tick (10 ms) for each process."""
    return sum(map(_of_tree, roots))


def own_cpu_seconds() -> float:
    """Of this process and of all that it has started: database, broker and consumers."""
    return cpu_seconds(os.getpid())


def _of_tree(root: int) -> float:
    try:
        stat = Path(f"/proc/{root}/stat").read_bytes()
        children = [(thread / "children").read_bytes() for thread in Path(f"/proc/{root}/task").iterdir()]
    except (FileNotFoundError, ProcessLookupError):  # it ended a moment ago: its time is its parent's
        return 0.0
    own_and_of_ended_children = stat[stat.rindex(b")") + 2 :].split()[11:15]  # a process' name may hold blanks
    return sum(map(int, own_and_of_ended_children)) / TICKS + sum(
        _of_tree(int(child)) for child in b" ".join(children).split()
    )
