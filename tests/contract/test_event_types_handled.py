"""Every consumer handles each event type of its source, or names it as ignored: a new type fails at start, never in
silence."""

import os
import subprocess
import sys

import pytest

from common.consumer.handled_types import EventTypesNotHandled, check_event_types
from common.contracts import event as contracts
from common.contracts.event import Event
from common.contracts.procedures import ProcedureEvent
from common.service.definition import Service
from suite.databases import SERVICES
from tests.support.postgres import service_of

NEW = "tested.added.v1"


@pytest.fixture
def contracts_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test adds to the contracts is gone again after it."""
    for registry in ("_by_name", "_by_class", "_decoders"):
        monkeypatch.setattr(contracts, registry, dict(getattr(contracts, registry)))


def add_type(name: str, source: str, base: type[Event] = Event) -> None:
    """To the contracts, with all fields of its base class."""
    described = {"__doc__": "Never sent: a type that a test adds.", "__annotations__": {"id": str}}
    contracts.event(name, source=source, subject="id")(type("Added", (base,), described, frozen=True, kw_only=True))


def consumers() -> list[tuple[str, str, str]]:
    """Service, source, and what of it takes the source's events: each must know every type for itself."""
    return [
        (name, subscription.source, str(handlers))
        for name in SERVICES
        for subscription in service_of(name).subscriptions
        for handlers in (*subscription.projections, *subscription.reactions)
    ]


def complaints_of(service: Service) -> list[str]:
    try:
        check_event_types(service)
    except EventTypesNotHandled as refused:
        return str(refused).split("; ")
    return []


def test_there_are_consumers_to_look_at() -> None:
    assert {name for name, _, _ in consumers()} == {"online_services", "population_lookup", "reporting"}
    assert len(consumers()) >= 6


@pytest.mark.parametrize("name", SERVICES)
def test_every_event_type_of_today_is_handled_or_ignored(name: str) -> None:
    check_event_types(service_of(name))


@pytest.mark.usefixtures("contracts_of_this_test")
@pytest.mark.parametrize(("name", "source", "handlers"), consumers())
def test_a_type_that_is_added_to_a_source_is_missed_by_each_consumer_of_it(
    name: str, source: str, handlers: str
) -> None:
    add_type(NEW, source)
    assert f"{name}: {handlers} neither handles nor ignores {NEW}" in complaints_of(service_of(name))


@pytest.mark.usefixtures("contracts_of_this_test")
@pytest.mark.parametrize("name", SERVICES)
def test_a_type_of_a_source_that_is_not_followed_is_nobody_s_business(name: str) -> None:
    add_type(NEW, "another_source")
    check_event_types(service_of(name))


@pytest.mark.usefixtures("contracts_of_this_test")
def test_a_new_event_about_a_procedure_carries_periods_and_is_folded_as_such_but_what_else_follows_from_it_must_be_stated() -> (
    None
):
    add_type(NEW, "procedures", ProcedureEvent)
    missed = {name: complaints_of(service_of(name)) for name in SERVICES}
    assert missed == {
        "procedures": [],
        "population_lookup": [],
        "online_services": [f"online_services: the reactions to procedures neither handles nor ignores {NEW}"],
        "reporting": [f"reporting: the projection of procedures neither handles nor ignores {NEW}"],
    }


STARTED = """
from common.contracts.event import Event, event
from common.named import named
from common.operations import run

@event("tested.added.v1", source="procedures", subject="id")
class Added(Event, frozen=True, kw_only=True):
    id: str

run(named(__import__("sys").argv.pop(1) + ".app:service"))
"""


@pytest.mark.parametrize("command", ["consume", "all"])
@pytest.mark.parametrize("name", ["online_services", "population_lookup", "reporting"])
def test_a_process_that_would_pass_over_a_type_does_not_start_and_says_which(name: str, command: str) -> None:
    """No database answers here: the check comes before anything is asked of one."""
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PORT": "0"}
    started = subprocess.run(
        [sys.executable, "-c", STARTED, name, command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert started.returncode == 1, started.stderr
    assert f"{name}: the projection of procedures neither handles nor ignores {NEW}" in started.stderr
    assert "Traceback" not in started.stderr
