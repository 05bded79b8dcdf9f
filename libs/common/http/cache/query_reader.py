"""Reads the query of a request as the plain route would, from the parameters that FastAPI knows of the route."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams

from common.http.query_parameters import all_dependants


class QueryReader:
    """`names` are the parameters that the caller of `read` can judge."""

    def __init__(self, router: APIRouter, path: str, names: Iterable[str]) -> None:
        dependants = all_dependants(_get_route(router, path).dependant)
        fields = [field for dependant in dependants for field in dependant.query_params]
        self._fields = {field.alias: field for field in fields if field.alias in set(names)}
        if missing := set(names) - self._fields.keys():
            raise ValueError(f"GET {path} has no parameter {', '.join(sorted(missing))}")
        self._defaults = {name: field.default for name, field in self._fields.items()}

    def read(self, query: bytes) -> dict[str, Any] | None:
        """Returns the value of each parameter. Returns None where the plain route must judge the query: it has another
        parameter, one of them twice, or a value that the route would refuse."""
        given = QueryParams(query).multi_items()
        values = dict(self._defaults)
        seen: set[str] = set()
        for name, text in given:
            if (field := self._fields.get(name)) is None or name in seen or "\0" in text:
                return None
            seen.add(name)
            values[name], errors = field.validate(text, values, loc=())
            if errors:
                return None
        return values


def _get_route(router: APIRouter, path: str) -> APIRoute:
    (route,) = (
        route
        for route in router.routes
        if isinstance(route, APIRoute) and route.path == path and "GET" in (route.methods or ())
    )
    return route
