"""Every operation of every service, with the dependencies that its route resolves before it runs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from common.clock import SystemClock
from common.database.connections import create_engine
from common.eventlog.log import EventLog
from common.http.app import build_api
from common.http.authentication import caller
from common.service.definition import Runtime
from common.settings import ServiceSettings
from population_lookup.lookup.commands.look_up import look_up
from procedures.decisions.commands.mandates import mandate_for, role_holder_for
from procedures.reviews.domain.proposal_access import require_own_proposal
from tests.support.postgres import service_of

SERVICES = ("procedures", "online_services", "population_lookup", "reporting")
OPERATIONAL = {
    "/healthz/live",
    "/healthz/ready",
    "/metrics",
    "/asyncapi.json",
    "/openapi.json",
    "/docs",
    "/docs/{release}/{name}",
}
PLACES = {"code": "1.000101"}
NOBODY = "01990000-0000-7000-8000-000000000000"
AGENCY_CHECKS = {
    mandate_for: "holds the role of this step that day",
    role_holder_for: "holds the drafter's role that day",
    require_own_proposal: "is the one that the proposal names",
    look_up: "is the one that the look-up is for",
}
"""The functions that check the caller's agency, and what each of them requires."""


@dataclass(frozen=True)
class Operation:
    service: str
    method: str
    path: str
    needs: tuple[Any, ...]
    """The dependencies of the route in the order in which they are resolved."""
    endpoint: Callable[..., Any] | None

    @property
    def scopes(self) -> set[str]:
        return {scope for need in self.needs for scope in getattr(need, "scopes", ())}

    @property
    def guarded(self) -> bool:
        return caller in self.needs

    @property
    def is_soap(self) -> bool:
        """It answers in XML, and has tests of its own."""
        return self.path == "/soap" and self.method == "POST"

    @property
    def agency(self) -> str:
        """The requirement on the caller's agency; empty if there is none."""
        called = functions_called_by(self.endpoint) if self.endpoint else set()
        return next((requirement for check, requirement in AGENCY_CHECKS.items() if check in called), "")

    @property
    def address(self) -> str:
        return re.sub(r"\{(\w+)\}", lambda part: PLACES.get(part[1], NOBODY), self.path)

    def __str__(self) -> str:
        return f"{self.service} {self.method} {self.path}"


def functions_called_by(endpoint: Callable[..., Any]) -> set[Callable[..., Any]]:
    """The functions of this project that the endpoint names, and those that these name."""
    functions: set[Callable[..., Any]] = set()
    left: list[Any] = [endpoint]
    while left:
        function = left.pop()
        if not isinstance(function, FunctionType) or function in functions:
            continue
        if function.__module__.split(".")[0] in (*SERVICES, "common"):
            functions.add(function)
            left += named_by(function)
    return functions


def named_by(function: FunctionType) -> list[Any]:
    """The globals that the function names, also in the functions and comprehensions inside it, and the attributes that
    it names of modules."""
    named: list[Any] = []
    left = [function.__code__]
    while left:
        code = left.pop()
        values = [function.__globals__[name] for name in code.co_names if name in function.__globals__]
        modules = [value for value in values if isinstance(value, ModuleType)]
        named += values
        named += [getattr(module, name) for module in modules for name in code.co_names if hasattr(module, name)]
        left += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return named


def in_order(dependant: Dependant) -> Iterator[Any]:
    for dependency in dependant.dependencies:
        yield from in_order(dependency)
        yield dependency.call


def operations_of(name: str) -> list[Operation]:
    service, settings = service_of(name), ServiceSettings(database_url="postgresql://nobody@127.0.0.1/none")
    log = EventLog(name, service.shards) if service.shards else None
    api = build_api(Runtime(service, settings, create_engine(settings.database_url), SystemClock(), log))
    return [
        Operation(
            name,
            method,
            str(route.path),
            tuple(in_order(route.dependant)) if hasattr(route, "dependant") else (),
            route.endpoint,
        )
        for route in iter_route_contexts(api.routes)
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]


ALL = [operation for name in SERVICES for operation in operations_of(name)]
GUARDED = [operation for operation in ALL if operation.guarded]
