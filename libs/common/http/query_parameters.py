"""The query of a request to `/v1` has only parameters that its operation knows, each of them once unless it is a list.

What FastAPI does not know it ignores: `in_force=2024-01-01` would be answered with the law of today, `Level=commune`
with procedures of every level. Paths outside of `/v1` ignore what they do not know, since a link to a page gets
parameters of others on its way (`fbclid`), and the callers of national endpoints follow another specification; so do
the endpoints of that kind below `/v1`, which `ignores_unknown_parameters` marks.
"""

import difflib
from collections.abc import Callable, Coroutine, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from common.errors import Refusal
from common.http.part_names import shown_name
from common.http.request_body import MOST_MALFORMED

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
PREFIX = "/v1/"
LISTS = (list, tuple, set, frozenset)
LIKENESS = 0.6
"""The least ratio of `difflib` at which a parameter is called the nearest of a misspelt one."""


class UnknownParameter(Refusal):
    """The query has a parameter that the operation does not know; `allowed` lists those that it knows, `nearest` in
    `parameters` the one that is probably meant."""

    status, type, title = 422, "unknown-parameter", "The operation does not know this parameter"

    def __init__(self, unknown: list[str], allowed: list[str]) -> None:
        shown = [shown_name(name) for name in unknown[:MOST_MALFORMED]]
        parameters = [{"parameter": name, "nearest": nearest(name, allowed)} for name in shown]
        first = parameters[0]
        known = f"; is {first['nearest']} meant?" if first["nearest"] else ""
        more = {"more_parameters": len(unknown) - len(shown)} if len(unknown) > len(shown) else {}
        super().__init__(f"{first['parameter']} is no parameter{known}", parameters=parameters, allowed=allowed, **more)


class RepeatedParameter(Refusal):
    """The query has a parameter twice that takes one value: neither of the two is chosen. `parameters` names it."""

    status, type, title = 422, "repeated-parameter", "The parameter takes one value"

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"{', '.join(names)}: more than one value", parameters=names)


def ignores_unknown_parameters(endpoint: Endpoint) -> Endpoint:
    """Marks the endpoint of a page for people, or of a national format, below `/v1`."""
    endpoint.__ignores_unknown_parameters__ = True  # type: ignore[attr-defined]  # FastAPI keeps the function itself
    return endpoint


class QueryCheckedRoute(APIRoute):
    """Checks the query before anything else of the route."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        if not is_strict(self):
            return handle
        parameters = parameters_of(self.dependant)

        async def handle_checked(request: Request) -> Response:
            if request.scope["query_string"]:
                check_parameters(request, parameters)
            return await handle(request)

        return handle_checked


def is_strict(route: APIRoute) -> bool:
    return route.path.startswith(PREFIX) and not hasattr(route.endpoint, "__ignores_unknown_parameters__")


def check_parameters(request: Request, parameters: Mapping[str, bool]) -> None:
    """Raises `UnknownParameter` and `RepeatedParameter`. `parameters` states for each one whether it is a list."""
    given = [name for name, _ in request.query_params.multi_items()]
    names = dict.fromkeys(given)
    if unknown := [name for name in names if name not in parameters]:
        raise UnknownParameter(unknown, sorted(parameters))
    if len(names) < len(given) and (repeated := [n for n in names if not parameters[n] and given.count(n) > 1]):
        raise RepeatedParameter(repeated)


def parameters_of(dependant: Dependant) -> dict[str, bool]:
    """The parameters of the query that the route and its dependencies take, and whether each of them is a list."""
    parameters: dict[str, bool] = {}
    for part in all_dependants(dependant):
        for field in part.query_params:
            annotation = field.field_info.annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                members = annotation.model_fields.items()
                parameters |= {info.alias or name: _is_list_field(info) for name, info in members}
            else:
                parameters[field.alias] = _is_list_field(field.field_info)
    return parameters


def all_dependants(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for dependency in dependant.dependencies:
        yield from all_dependants(dependency)


def nearest(name: str, allowed: list[str]) -> str | None:
    by_form = {_form(known): known for known in allowed}
    close = difflib.get_close_matches(_form(name), by_form, 1, LIKENESS)
    return by_form[close[0]] if close else None


def _form(name: str) -> str:
    return name.casefold().replace("_", "")


def _is_list_field(field: FieldInfo) -> bool:
    return _is_list(field.annotation)


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    parts = get_args(annotation) if origin in (Union, UnionType, Annotated) else ()
    return (origin or annotation) in LISTS or any(map(_is_list, parts))
