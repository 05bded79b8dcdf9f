"""What a `CachedRoute` promises of its plain route: nothing of who asks, and nothing but the path and the query,
changes the response."""

from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from common.http.app import routers_of
from common.service.api_definition import CachedRoute
from tests.support.operations import ALL, SERVICES
from tests.support.postgres import service_of

CACHED = [(name, route) for name in SERVICES for route in service_of(name).api().cached_routes]


def plain_route(name: str, path: str) -> APIRoute:
    service = service_of(name)
    routes = [route for router in routers_of(service, service.api()) for route in router.routes]
    (found,) = (
        route
        for route in routes
        if isinstance(route, APIRoute) and route.path == path and "GET" in (route.methods or ())
    )
    return found


def all_of(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for needed in dependant.dependencies:
        yield from all_of(needed)


def test_there_are_cached_routes_to_look_at() -> None:
    assert {route.path for _, route in CACHED} >= {"/v1/procedures", "/v1/procedures/{code}", "/v1/search"}


@pytest.mark.parametrize(("name", "cached"), CACHED, ids=lambda given: given if isinstance(given, str) else given.path)
def test_a_cached_route_is_a_public_read_that_takes_no_header_and_no_cookie(name: str, cached: CachedRoute) -> None:
    (operation,) = (each for each in ALL if (each.service, each.path, each.method) == (name, cached.path, "GET"))
    assert not operation.guarded
    for needs in all_of(plain_route(name, cached.path).dependant):
        assert not needs.header_params
        assert not needs.cookie_params
