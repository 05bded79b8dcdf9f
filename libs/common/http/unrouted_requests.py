"""The responses to requests that no route takes: OPTIONS, another method than the path has, and a slash too many."""

from collections.abc import Iterator
from urllib.parse import quote

from fastapi import Request, Response
from starlette.routing import BaseRoute, Match

from common.http.literal_paths import OtherMethods


def allowed_methods(request: Request) -> list[str]:
    """All methods of the path: several routes may share it (RFC 9110, 10.2.1)."""
    methods = {method for route in _routes_at(request, request.scope["path"]) for method in _methods(route)}
    return sorted({*methods, "OPTIONS", *(["HEAD"] if "GET" in methods else [])})


def options_response(request: Request) -> Response:
    return Response(status_code=204, headers={"Allow": ", ".join(allowed_methods(request))})


def redirect_without_slash(request: Request) -> Response | None:
    """A relative redirect from the address of a page with a slash at its end: an absolute one would name `http` behind
    a proxy that ends TLS. Below `/v1` there is none: an empty id must not be answered with the list."""
    path = request.scope["path"]
    if "route" in request.scope or request.method != "GET" or not path.endswith("/") or path.startswith(("//", "/v1/")):
        return None
    shorter = path.rstrip("/")
    if not any("GET" in _methods(route) for route in _routes_at(request, shorter)):
        return None
    query = request.url.query
    return Response(status_code=308, headers={"Location": quote(shorter) + (f"?{query}" if query else "")})


def _routes_at(request: Request, path: str) -> Iterator[BaseRoute]:
    """Those of the literal path alone, where its other methods are refused: no template is tried for it."""
    scope = {**request.scope, "path": path}
    for route in request.scope["router"].routes:
        if route.matches(scope)[0] is not Match.NONE:
            yield route
            if isinstance(route, OtherMethods):
                return


def _methods(route: BaseRoute) -> set[str]:
    return getattr(route, "methods", None) or set()
