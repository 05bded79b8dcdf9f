"""The order of test files, and which of them one worker of xdist runs together."""

from pathlib import PurePath

import pytest
from xdist.scheduler import LoadFileScheduling

WITH_OWN_STACK = ("upgrade", "up", "demo")
"""Journeys that take minutes, the longest first: a long one at the end would keep the other workers waiting."""
ON_SHARED_STACK = (
    "no_personal_data_leaks",
    "rectification",
    "one_decision",
    "installed",
    "pages_typed",
    "readme",
    "traces",
    "dossiers",
    "broken_processes",
    "more_breaks",
    "restore",
)
"""Journeys on the stacks of `journeys/conftest.py`, which run until the end of the session: no stack starts twice.
Tests that break a stack come last."""


ON_SHARED_BROKER = (
    "tests/integration/common/consumer/test_consumer_conformance.py",
    "tests/integration/common/consumer/test_kafka_faults.py",
    "tests/integration/common/consumer/test_kafka_rebalance.py",
    "tests/integration/common/consumer/test_restored_source.py",
    "tests/integration/common/operations/test_cold_start.py",
    "tests/integration/common/operations/test_status.py",
    "tests/integration/common/relay/test_refused_by_broker.py",
)
"""Files that use the fixture `kafka_servers`: on one worker they need one broker, which takes seconds of CPU to start
and more while nobody uses it."""


class FileScheduling(LoadFileScheduling):  # type: ignore[misc]  # xdist ships no types
    """A file goes to one worker as a whole; so do all journeys on the shared stacks, and all files on the shared
    broker."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        if journey_of(file) in ON_SHARED_STACK:
            return "journeys on shared stacks"
        return "files on the shared broker" if file in ON_SHARED_BROKER else file


def order_of(item: pytest.Item) -> tuple[int, int]:
    """The journeys on shared stacks are one worker's longest part. They begin when a third of the session is over: at
    its end the other workers would wait for them, and at its beginning their stacks would run beside all tests."""
    file = item.nodeid.split("::", 1)[0]
    journey = journey_of(file)
    if journey in WITH_OWN_STACK:
        return 0, WITH_OWN_STACK.index(journey)
    if journey in ON_SHARED_STACK:
        return 2, ON_SHARED_STACK.index(journey)
    if file in ON_SHARED_BROKER:
        return 1, 0
    match PurePath(file).parts:
        case ("tests", "integration", "common", *_):
            return 1, 1
        case ("tests", "integration" | "browser", *_):
            return 3, 0
        case _:
            return 4, 0  # short files last, so that all workers end at about the same time


def journey_of(file: str) -> str:
    """The name of a journey; empty if the file is none."""
    path = PurePath(file)
    return path.stem.removeprefix("test_") if path.parent.name == "journeys" else ""
