"""The processes of a stack in which each part of a service has its own."""

from pathlib import Path

import pytest

from suite.databases import SERVICES
from suite.stack import Stack
from tests.support.postgres import service_of


@pytest.mark.parametrize("bus", ["feed", "kafka"])
def test_a_split_stack_runs_every_part_of_every_service(bus: str, tmp_path: Path) -> None:
    expected = set()
    for name in SERVICES:
        service = service_of(name)
        parts = {"api", *service.parts}
        parts |= {"consume"} if service.subscriptions else set()
        parts |= {"relay"} if service.shards and bus == "kafka" else set()
        expected |= {f"{name} {part}" for part in parts}
    stack = Stack(tmp_path, bus, split=True)
    stack.kafka = "127.0.0.1:9092" if bus == "kafka" else ""
    assert sorted(stack.process_names()) == sorted(expected)
