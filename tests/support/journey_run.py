"""The journey of one Decision through an installation, from a test that has a loop of its own already."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from suite.installation import Installation
from suite.journey import Journey


def run_journey(place: Installation) -> list[str]:
    """What it said."""
    said: list[str] = []
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(Journey(place).run(said.append))).result()
    return said
