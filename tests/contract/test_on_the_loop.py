"""FastAPI lets a plain function run in a thread: a hop to another thread and back, longer under load than what the
function does."""

from collections.abc import Iterator
from importlib import import_module
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant

from common.http.app import routers_of
from suite.databases import SERVICES


def functions_of(dependant: Dependant) -> Iterator[Any]:
    """The route's own function, and all that it depends on."""
    if dependant.call is not None:
        yield dependant.call
    for below in dependant.dependencies:
        yield from functions_of(below)


def is_on_the_loop(call: Any) -> bool:
    return any(iscoroutinefunction(one) or isasyncgenfunction(one) for one in (call, getattr(call, "__call__", None)))  # noqa: B004 - to look at it


@pytest.mark.parametrize("service", SERVICES)
def test_no_route_and_nothing_that_it_depends_on_is_sent_to_a_thread(service: str) -> None:
    declared = import_module(f"{service}.app").service
    routes: list[Any] = [route for router in routers_of(declared, declared.api()) for route in router.routes]
    calls = {call for route in routes for call in functions_of(route.dependant)}
    assert len(calls) > 5
    assert [call for call in calls if not is_on_the_loop(call)] == []
