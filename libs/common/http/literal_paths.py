"""A path without parameters is matched before a templated one, whatever its methods (OpenAPI 3.1, Paths Object).

Starlette looks for a route of the method too: `GET /v1/values/approve`, which can only be posted to, would be taken as
the value with the id `approve`.
"""

from collections.abc import Sequence

from fastapi import HTTPException
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send


class OtherMethods(BaseRoute):
    """Takes the requests to a literal path whose method none of its routes has, and refuses them with 405."""

    def __init__(self, path: str) -> None:
        self.path = path

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return (Match.FULL if scope["type"] == "http" and scope["path"] == self.path else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise HTTPException(405)


def with_other_methods(routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """Adds the refusal of other methods behind the last route of each literal path that a template matches too."""
    api_routes = [route for route in routes if isinstance(route, APIRoute)]
    templates = [route for route in api_routes if route.param_convertors]
    literal = {route.path: route for route in api_routes if not route.param_convertors}  # the last one of each path
    shadowed = {path: last for path, last in literal.items() if any(_matches(other, path) for other in templates)}
    completed: list[BaseRoute] = []
    for route in routes:
        completed.append(route)
        if isinstance(route, APIRoute) and shadowed.get(route.path) is route:
            completed.append(OtherMethods(route.path))
    return completed


def _matches(template: APIRoute, path: str) -> bool:
    return template.path_regex.match(path) is not None
