"""Every consumer handles or explicitly ignores each event type of its source: with a new type it does not start,
instead of dropping events silently."""

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
from tests.support.requirements import only_in_full_run

RARELY = only_in_full_run("processes of the other services start cold")
NEW = "tested.added.v1"


@pytest.fixture
def isolated_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Removes the event types that a test adds to the contracts."""
    for registry in ("_by_name", "_by_class", "_decoders"):
        monkeypatch.setattr(contracts, registry, dict(getattr(contracts, registry)))


def add_type(name: str, source: str, base: type[Event] = Event) -> None:
    """Adds a type to the contracts, with all fields of its base class."""
    namespace = {"__doc__": "Never sent: a type that a test adds.", "__annotations__": {"id": str}}
    contracts.event(name, source=source, subject="id")(type("Added", (base,), namespace, frozen=True, kw_only=True))


def consumers() -> list[tuple[str, str, str]]:
    """Returns service, source and handlers of each consumer; each must know every type of the source itself."""
    return [
        (name, subscription.source, str(handlers))
        for name in SERVICES
        for subscription in service_of(name).subscriptions
        for handlers in (*subscription.projections, *subscription.reactions)
    ]


def unhandled_types(service: Service) -> list[str]:
    try:
        check_event_types(service)
    except EventTypesNotHandled as error:
        return str(error).split("; ")
    return []


def test_there_are_consumers() -> None:
    assert {name for name, _, _ in consumers()} == {"online_services", "population_lookup", "reporting"}
    assert len(consumers()) >= 6


@pytest.mark.parametrize("name", SERVICES)
def test_every_present_event_type_is_handled_or_ignored(name: str) -> None:
    check_event_types(service_of(name))


@pytest.mark.usefixtures("isolated_contracts")
@pytest.mark.parametrize(("name", "source", "handlers"), consumers())
def test_a_new_type_of_a_source_is_reported_by_each_of_its_consumers(name: str, source: str, handlers: str) -> None:
    add_type(NEW, source)
    assert f"{name}: {handlers} neither handles nor ignores {NEW}" in unhandled_types(service_of(name))


@pytest.mark.usefixtures("isolated_contracts")
@pytest.mark.parametrize("name", SERVICES)
def test_a_new_type_of_a_source_that_a_service_does_not_follow_is_not_reported(name: str) -> None:
    add_type(NEW, "another_source")
    check_event_types(service_of(name))


@pytest.mark.usefixtures("isolated_contracts")
def test_a_new_event_about_a_procedure_is_projected_by_its_base_class_but_reactions_must_handle_it() -> None:
    add_type(NEW, "procedures", ProcedureEvent)
    unhandled = {name: unhandled_types(service_of(name)) for name in SERVICES}
    assert unhandled == {
        "procedures": [],
        "population_lookup": [],
        "online_services": [f"online_services: the reactions to procedures neither handles nor ignores {NEW}"],
        "reporting": [f"reporting: the projection of procedures neither handles nor ignores {NEW}"],
    }


PROGRAM = """
from common.contracts.event import Event, event
from common.lazy_import import lazy_import
from common.operations import run

@event("tested.added.v1", source="procedures", subject="id")
class Added(Event, frozen=True, kw_only=True):
    id: str

run(lazy_import(__import__("sys").argv.pop(1) + ".app:service"))
"""


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("online_services", "consume"),
        *(pytest.param(*each, marks=RARELY) for each in (("population_lookup", "all"), ("reporting", "consume"))),
    ],
)
def test_a_process_with_an_unhandled_type_does_not_start_and_names_it(name: str, command: str) -> None:
    """There is no database here: the types are checked before the service connects to one."""
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PORT": "0"}
    started = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert started.returncode == 1, started.stderr
    assert f"{name}: the projection of procedures neither handles nor ignores {NEW}" in started.stderr
    assert "Traceback" not in started.stderr
