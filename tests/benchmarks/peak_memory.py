"""The memory of a command and of all processes that it starts."""

import asyncio
from pathlib import Path

from tests.benchmarks.ratio_rounds import Measurement, measured

POLL_SECONDS = 0.05
"""The kernel keeps the peak of a process as long as it exists, so only what grows in its last moments is missed."""
KIB_PER_MB = 1_000_000 / 1_024


async def run_measured(pieces: int, *command: str, environment: dict[str, str]) -> tuple[Measurement, float]:
    """Runs a command to its end. Returns its measurement, and the sum of the peaks of resident memory of its processes
    in MB (10^6 bytes): more than what they had at any one moment. Raises `RuntimeError` if it fails."""
    peaks: dict[int, int] = {}

    async def run() -> None:
        process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE)
        ended = asyncio.create_task(process.communicate())
        while not ended.done():
            note_peaks(process.pid, peaks)
            await asyncio.wait([ended], timeout=POLL_SECONDS)
        if process.returncode:
            raise RuntimeError(f"{command} failed: {ended.result()[1].decode()[-300:]}")

    measurement = await measured(pieces, run)
    return measurement, sum(peaks.values()) / KIB_PER_MB


def note_peaks(root: int, peaks: dict[int, int]) -> None:
    """Notes the peak, in KiB, of a process and of its descendants that exist now."""
    try:
        status = Path(f"/proc/{root}/status").read_text()
        children = [(thread / "children").read_text() for thread in Path(f"/proc/{root}/task").iterdir()]
    except (FileNotFoundError, ProcessLookupError):
        return
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            peaks[root] = max(peaks.get(root, 0), int(line.split()[1]))
    for child in " ".join(children).split():
        note_peaks(int(child), peaks)
