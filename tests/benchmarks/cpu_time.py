"""CPU time of processes and all their descendants, ended ones included. It depends far less than wall time on what else
runs."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(*roots: int) -> float:
    """User and system time so far, with a resolution of one clock tick (10 ms) for each process."""
    return sum(map(_of_tree, roots))


def own_cpu_seconds() -> float:
    """CPU time of this process and of all that it has started: database, broker and consumers."""
    return cpu_seconds(os.getpid())


def _of_tree(root: int) -> float:
    try:
        stat = Path(f"/proc/{root}/stat").read_bytes()
        children = [(thread / "children").read_bytes() for thread in Path(f"/proc/{root}/task").iterdir()]
    except (FileNotFoundError, ProcessLookupError):  # it has just ended: its time is now counted at its parent
        return 0.0
    own_and_of_ended_children = stat[stat.rindex(b")") + 2 :].split()[11:15]  # the name of a process may contain blanks
    return sum(map(int, own_and_of_ended_children)) / TICKS + sum(
        _of_tree(int(child)) for child in b" ".join(children).split()
    )
