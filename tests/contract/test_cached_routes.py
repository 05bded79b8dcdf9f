"""The response of a route that has a `CachedRoute` may depend on path and query only, never on the caller."""

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from common.http.app import routers_of
from common.http.authentication import bearer
from common.http.declarations import declarations_of
from common.http.deprecation import deprecated
from common.http.routes import Route
from common.service.api_definition import CachedRoute
from tests.support.operations import ALL, SERVICES
from tests.support.postgres import service_of

CACHED = [(name, route) for name in SERVICES for route in service_of(name).api().cached_routes]


def plain_route(name: str, path: str) -> APIRoute:
    service = service_of(name)
    routes = [route for router in routers_of(service, service.api()) for route in router.routes]
    (plain,) = (
        route
        for route in routes
        if isinstance(route, APIRoute) and route.path == path and "GET" in (route.methods or ())
    )
    return plain


def all_dependants(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for dependency in dependant.dependencies:
        yield from all_dependants(dependency)


def test_there_are_cached_routes() -> None:
    assert {route.path for _, route in CACHED} >= {
        "/v1/procedures",
        "/v1/procedures/{code}",
        "/v1/search",
        "/v1/decisions",
        "/v1/online-services",
    }


@pytest.mark.parametrize(("name", "cached"), CACHED, ids=lambda value: value if isinstance(value, str) else value.path)
def test_a_cached_route_is_a_public_read_that_takes_no_header_and_no_cookie(name: str, cached: CachedRoute) -> None:
    (operation,) = (
        operation
        for operation in ALL
        if (operation.service, operation.path, operation.method) == (name, cached.path, "GET")
    )
    assert not operation.guarded
    for dependant in all_dependants(plain_route(name, cached.path).dependant):
        assert not dependant.header_params
        assert not dependant.cookie_params


@pytest.mark.parametrize(("name", "cached"), CACHED, ids=lambda value: value if isinstance(value, str) else value.path)
def test_no_deprecated_operation_is_cached_since_the_cache_knows_nothing_of_its_headers(
    name: str, cached: CachedRoute
) -> None:
    assert not is_deprecated(plain_route(name, cached.path))


def is_deprecated(route: APIRoute) -> bool:
    return declarations_of(route.endpoint).deprecation is not None


def test_a_deprecated_operation_is_recognised() -> None:
    """No operation of the product is deprecated at present."""
    router = APIRouter(route_class=Route)

    @router.get("/v1/things")
    @deprecated(date(2027, 1, 1), replaced_by="listBetterThings")
    async def list_things() -> None: ...

    (route,) = router.routes
    assert isinstance(route, APIRoute)
    assert is_deprecated(route)


@pytest.mark.parametrize(("name", "cached"), CACHED, ids=lambda value: value if isinstance(value, str) else value.path)
def test_a_cached_route_that_reads_the_token_is_declared_not_to_be_for_anyone(name: str, cached: CachedRoute) -> None:
    dependants = all_dependants(plain_route(name, cached.path).dependant)
    assert cached.for_anyone is not any(dependant.call is bearer for dependant in dependants)
