"""In which order the files of tests go, and which of them one worker takes together, where several work side by
side."""

from pathlib import PurePath

import pytest
from xdist.scheduler import LoadFileScheduling

WITH_OWN_STACK = ("upgrade", "up", "demo")
"""Journeys that take minutes, the longest first: whoever is left with one at the end keeps the others waiting."""
ON_SHARED_STACK = (
    "no_personal_data_leaks",
    "rectification",
    "one_decision",
    "installed",
    "pages_typed",
    "readme",
    "traces",
    "broken_processes",
    "more_breaks",
    "restore",
)
"""Journeys in the towns of `journeys/conftest.py`, which stand until all tests are over: so none is started twice, nor
early. Who breaks
them comes last."""


class FileScheduling(LoadFileScheduling):  # type: ignore[misc]  # xdist ships no types
    """A file goes to one worker as a whole; so do the journeys in one town."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "journeys in one town" if journey_of(file) in ON_SHARED_STACK else file


def order_of(item: pytest.Item) -> tuple[int, int]:
    file = item.nodeid.split("::", 1)[0]
    journey = journey_of(file)
    if journey in WITH_OWN_STACK:
        return 0, WITH_OWN_STACK.index(journey)
    if journey in ON_SHARED_STACK:
        return 2, ON_SHARED_STACK.index(journey)
    return (1 if "integration" in PurePath(file).parts else 3), 0  # short files last, so that all end at once


def journey_of(file: str) -> str:
    """Its name, or nothing where the file is none."""
    path = PurePath(file)
    return path.stem.removeprefix("test_") if path.parent.name == "journeys" else ""
