"""Runs the journey of one Decision through an installation, from a test that already has an event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from suite.installation import Installation
from suite.journey import Journey


def run_journey(installation: Installation) -> list[str]:
    """Returns the lines that the journey reported."""
    lines: list[str] = []
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(Journey(installation).run(lines.append))).result()
    return lines
