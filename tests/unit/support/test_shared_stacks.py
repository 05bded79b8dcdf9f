"""The stacks that journeys share: one that cannot be started stops no other."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from inspect import unwrap
from typing import Any

import pytest

from tests.journeys import conftest


def test_a_stack_that_cannot_be_started_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stopped = []

    @contextmanager
    def running_stack(bus: str, **_: Any) -> Iterator[str]:
        if bus == "kafka":
            raise RuntimeError("no broker")
        yield bus
        stopped.append(bus)

    monkeypatch.setattr(conftest, "running", ExitStack())
    monkeypatch.setattr(conftest, "running_stack", running_stack)
    monkeypatch.setattr(conftest, "need_kafka", lambda: None)
    over_feed = unwrap(conftest.stack_over_feed)({}, tmp_path_factory)
    next(over_feed)
    with pytest.raises(RuntimeError, match="no broker"):
        next(unwrap(conftest.stack_over_kafka)({}))
    assert stopped == []
    assert next(over_feed, None) is None
    assert stopped == ["feed"]
