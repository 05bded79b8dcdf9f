"""What the route of an operation and its dependencies say about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from common.errors import MalformedRequest, Refusal
from common.http.authentication import caller, optional_caller
from common.http.declarations import Declarations, HttpHeader, declarations_of
from common.http.deprecation import OperationEnded
from common.http.documented_headers import (
    ACCEPT_LANGUAGE,
    CHANGELOG,
    ETAG,
    IDEMPOTENCY_KEY,
    IF_NONE_MATCH,
    NEXT_PAGE,
)
from common.http.json_limits import takes_json
from common.http.json_parsing import DuplicateMember
from common.http.pagination import Page
from common.http.query_parameters import RepeatedParameter, UnknownParameter, all_dependants, is_strict, parameters_of
from common.http.rate_limits import UNLIMITED
from common.http.routes import Route
from common.http.uploads import uploaded


@dataclass(frozen=True)
class Operation:
    route: APIRoute
    method: str

    @property
    def id(self) -> str:
        return self.route.operation_id or ""

    @cached_property
    def declared(self) -> Declarations:
        declared = declarations_of(self.route.endpoint)
        for call in self.calls:
            declared |= declarations_of(call)
        return declared

    @cached_property
    def calls(self) -> list[Any]:
        """The functions that the route depends on, each once."""
        return list(dict.fromkeys(call for part in self.parts if (call := part.call) is not None))

    @cached_property
    def parts(self) -> list[Dependant]:
        return list(all_dependants(self.route.dependant))

    @property
    def is_probe(self) -> bool:
        return self.route.path in UNLIMITED

    @property
    def is_strict(self) -> bool:
        return is_strict(self.route)

    @property
    def has_path_parameters(self) -> bool:
        return "{" in self.route.path

    @property
    def reads_input(self) -> bool:
        return isinstance(self.route, Route) or any(
            part.path_params or part.query_params or part.header_params or part.body_params for part in self.parts
        )

    @property
    def reads_body(self) -> bool:
        """Of a request without a body the one is read that it may have nevertheless, for the `Idempotency-Key`."""
        return self.route.body_field is not None or uploaded in self.calls or self.writes

    @property
    def writes(self) -> bool:
        return any(header is IDEMPOTENCY_KEY for header in self.declared.accepted)

    @property
    def has_etag(self) -> bool:
        """`Route` gives one to every response that may be stored."""
        return self.method == "get" and isinstance(self.route, Route) and self.declared.stored

    @property
    def accepted(self) -> list[HttpHeader]:
        of_reads = [IF_NONE_MATCH] if self.has_etag else []
        of_all = [] if self.is_probe else [ACCEPT_LANGUAGE]
        return list(dict.fromkeys([*self.declared.accepted, *of_reads, *of_all]))

    @property
    def returned(self) -> list[HttpHeader]:
        of_pages = [NEXT_PAGE] if self.has_pages else [CHANGELOG] if self.declared.deprecation else []
        return list(dict.fromkeys([*self.declared.returned, *of_pages, *([ETAG] if self.has_etag else [])]))

    @property
    def has_pages(self) -> bool:
        model = self.route.response_model
        return isinstance(model, type) and issubclass(model, Page)

    @property
    def refusals(self) -> list[type[Refusal]]:
        of_input = [MalformedRequest] if self.reads_input else []
        deprecation = self.declared.deprecation
        of_sunset = [OperationEnded] if deprecation is not None and deprecation.sunset is not None else []
        of_json = [DuplicateMember] if takes_json(self.route) and isinstance(self.route, Route) else []
        return list(dict.fromkeys([*self.declared.refusals, *of_input, *of_json, *of_sunset, *self._of_the_query()]))

    def _of_the_query(self) -> Iterator[type[Refusal]]:
        if self.is_strict:
            yield UnknownParameter
            if not all(parameters_of(self.route.dependant).values()):
                yield RepeatedParameter

    @property
    def is_open(self) -> bool:
        """Whether a request without a token may be answered."""
        return self.security is None or {} in self.security

    @property
    def security(self) -> list[dict[str, list[str]]] | None:
        """One of the alternatives is enough; an empty one stands for a request without a token. None where no token is
        read."""
        if caller in self.calls:
            scopes = [scope for call in self.calls for scope in getattr(call, "scopes", ())]
            return [{OAUTH2: [scope]} for scope in scopes] or [{OAUTH2: []}]
        if optional_caller in self.calls:
            more = [scope for call in self.calls for scope in getattr(call, "optional_scopes", ())]
            return [{}, *([{OAUTH2: [scope]} for scope in more] or [{OAUTH2: []}])]
        return None


OAUTH2 = "oauth2"
"""The name of the security scheme."""


def operations_of(routes: Sequence[BaseRoute]) -> Iterator[Operation]:
    for route in routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield Operation(route, method.lower())
