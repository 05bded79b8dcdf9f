"""No route or dependency is a plain function: FastAPI would run it in a thread, and the switch there and back takes
longer under load than the function itself."""

from collections.abc import Iterator
from importlib import import_module
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant

from common.http.app import routers_of
from suite.databases import SERVICES


def functions_of(dependant: Dependant) -> Iterator[Any]:
    """Yields the function of the route and all its dependencies."""
    if dependant.call is not None:
        yield dependant.call
    for dependency in dependant.dependencies:
        yield from functions_of(dependency)


def is_on_the_loop(call: Any) -> bool:
    functions = (call, getattr(call, "__call__", None))  # noqa: B004 - it is inspected, not called
    return any(iscoroutinefunction(function) or isasyncgenfunction(function) for function in functions)


@pytest.mark.parametrize("service", SERVICES)
def test_no_route_and_no_dependency_runs_in_a_thread(service: str) -> None:
    declared = import_module(f"{service}.app").service
    routes: list[Any] = [route for router in routers_of(declared, declared.api()) for route in router.routes]
    calls = {call for route in routes for call in functions_of(route.dependant)}
    assert len(calls) > 5
    assert [call for call in calls if not is_on_the_loop(call)] == []
