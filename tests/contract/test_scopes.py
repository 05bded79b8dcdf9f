"""Every operation of every service: which scope it takes, that no other scope opens it, and that this is decided before
anything else."""

import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from common.http.authentication import caller
from common.http.transactions import open_read, open_work
from tests.support.operations import ALL, GUARDED, OPERATIONAL, SERVICES, Operation
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import problem
from tests.support.service_harness import ServiceHarness, service_harness

FEED = "events.read"
PUBLIC = {
    "procedures": {
        "/v1/procedures", "/v1/procedures/{code}", "/v1/procedures/{code}/versions", "/v1/procedures/{code}/chain", "/v1/decisions",
        "/v1/decisions/{id}", "/v1/agencies", "/v1/fields", "/v1/administrative-levels", "/v1/topics",
        "/v1/procedures/{code}/difference", "/v1/procedures/{code}/difference.html", "/v1/decisions/{id}/channels", "/v1/publication-channels",
        "/v1/search", "/v1/search/suggestions", "/v1/search/terms",
        "/v1/decisions/{id}/history", "/v1/decisions/{id}/signed-file", "/v1/decisions/{id}/annex.docx", "/v1/decisions/{id}/annex.xlsx",
        "/v1/role-holders", "/v1/calendar", "/v1/processes", "/v1/procedure-groups", "/v1/procedure-groups/{code}", "/v1/working-hours",
        "/v1/national-catalogue", "/v1/national-catalogue/{code}", "/v1/national-catalogue/snapshots",
        "/v1/national-catalogue/snapshots/{id}", "/v1/national-catalogue/snapshots/{id}/rows",
        "/v1/procedures/{code}.jsonld", "/v1/procedures/{code}.ttl", "/v1/procedures/{code}.schema.jsonld",
        "/v1/catalogue.jsonl", "/v1/catalogue.csv", "/v1/catalogue.xlsx", "/v1/catalogue.ttl", "/v1/catalogue.jsonld",
        "/v1/annex-template.xlsx", "/LayDanhSachTTHC", "/LayThuTuc", "/v1/events", "/v1/events/head", "/v1/events/keys", "/v1/events/epochs",
        "/", "/tim-kiem", "/tim-kiem/goi-y", "/thu-tuc/{code}", "/thu-tuc/{code}/thay-doi", "/quyet-dinh", "/quyet-dinh/{id}", "/trang/{name}",
    },
    "online_services": {
        "/v1/online-services", "/v1/online-services/{id}", "/v1/online-services/{id}/history", "/v1/partial-reasons", "/v1/applied-positions",
    },
    "population_lookup": {"/v1/applied-positions"},
    "reporting": {"/v1/applied-positions"},
}  # fmt: skip
OF_THE_CALLER_ONLY = {("population_lookup", "/v1/citizens/{personal_id}/accesses")}
"""They take a token of any scope and compare the caller himself with what he asks for."""


@pytest.fixture(scope="module")
async def harnesses(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, ServiceHarness]]:
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(service_harness(postgres, name, tmp_path_factory.mktemp(name)))
            for name in SERVICES
        }


def test_there_are_operations_to_look_at() -> None:
    assert {operation.service for operation in GUARDED} == set(SERVICES)
    assert len(GUARDED) > 15


@pytest.mark.parametrize("name", SERVICES)
def test_what_needs_no_token_is_a_closed_list(name: str) -> None:
    open_to_all = [operation for operation in ALL if operation.service == name and operation not in GUARDED]
    assert {operation.path for operation in open_to_all} == PUBLIC[name] | OPERATIONAL
    assert {operation.method for operation in open_to_all} == {"GET"}


@pytest.mark.parametrize("operation", ALL, ids=str)
def test_every_operation_that_is_no_read_needs_a_scope(operation: Operation) -> None:
    assert operation.method == "GET" or operation.scopes


@pytest.mark.parametrize("operation", GUARDED, ids=str)
def test_a_token_is_not_enough_where_the_caller_is_not_compared(operation: Operation) -> None:
    assert bool(operation.scopes) != ((operation.service, operation.path) in OF_THE_CALLER_ONLY)


@pytest.mark.parametrize("operation", GUARDED, ids=str)
def test_who_asks_is_known_before_the_database_is_asked(operation: Operation) -> None:
    """A repeated key is looked up under his name, and strangers take no connection."""
    doors = [operation.needs.index(door) for door in (open_work, open_read) if door in operation.needs]
    allowed = [place for place, need in enumerate(operation.needs) if need is caller or hasattr(need, "scopes")]
    assert not doors or max(allowed) < min(doors)


@pytest.mark.parametrize("name", SERVICES)
def test_the_declared_scopes_are_those_that_are_asked_for(name: str) -> None:
    declared = set(service_of(name).scopes)
    taken = {scope for operation in ALL if operation.service == name for scope in operation.scopes}
    assert taken <= declared
    assert declared <= taken | named_in(name)
    assert all(service_of(name).scopes.values())


def named_in(service: str) -> set[str]:
    """Values of the constants of a service: a scope that a command checks has a name there."""
    package = importlib.import_module(service)
    found = set()
    for one in pkgutil.walk_packages(package.__path__, f"{service}."):
        if not one.name.endswith("__main__") and ".migrations" not in one.name:
            module = importlib.import_module(one.name)
            found |= {value for value in vars(module).values() if isinstance(value, str)}
    return found


def test_a_scope_means_one_thing_in_all_services() -> None:
    meanings: dict[str, set[str]] = {}
    for name in SERVICES:
        for scope, meaning in service_of(name).scopes.items():
            meanings.setdefault(scope, set()).add(meaning)
    assert {scope for scope, said in meanings.items() if len(said) > 1} == set()


BODIES = [{}, {"json": {}}, {"json": [7]}, {"content": b"?", "headers": {"Content-Type": "text/plain"}}]
KINDS = ["no body", "empty", "a list", "a text"]
BROKEN = {"content": b"{", "headers": {"Content-Type": "application/json"}}


async def request(
    harness: ServiceHarness, operation: Operation, body: dict[str, Any], **headers: str
) -> dict[str, Any]:
    made = {**body, "headers": {**body.get("headers", {}), **headers}}
    return problem(await harness.http.request(operation.method, operation.address, **made))


@pytest.mark.parametrize("body", BODIES, ids=KINDS)
@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_the_door_stays_closed_without_a_token(
    harnesses: dict[str, ServiceHarness], operation: Operation, body: dict[str, Any]
) -> None:
    found = await request(harnesses[operation.service], operation, body)
    assert (found["status"], found["type"]) == (401, "token-missing")


@pytest.mark.parametrize("body", BODIES, ids=KINDS)
@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_the_door_stays_closed_to_all_other_scopes(
    harnesses: dict[str, ServiceHarness], operation: Operation, body: dict[str, Any]
) -> None:
    harness = harnesses[operation.service]
    others = {scope for name in SERVICES for scope in service_of(name).scopes} | {FEED, "", "admin", "*"}
    own = operation.scopes or {"population.accesses.read"}
    found = await request(harness, operation, body, **harness.bearer(*(others - own), subject="stranger"))
    assert found["status"] == 403
    if operation.scopes:
        assert (found["type"], {found["scope"]} <= own) == ("insufficient-scope", True)
    else:
        assert found["type"] == "access-log-of-another-citizen"


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_a_body_that_is_no_json_is_told_so_to_strangers_too_and_nothing_else(
    harnesses: dict[str, ServiceHarness], operation: Operation
) -> None:
    """FastAPI reads a body before it asks who sent it, where the operation takes one."""
    found = await request(harnesses[operation.service], operation, BROKEN)
    assert (found["status"], found["type"]) in [(401, "token-missing"), (422, "malformed-request")]
    assert found["status"] == 401 or [error["reason"] for error in found["errors"]] == ["JSON decode error"]


@pytest.mark.parametrize("operation", [one for one in GUARDED if one.scopes], ids=str)
async def test_its_own_scope_opens_the_door(harnesses: dict[str, ServiceHarness], operation: Operation) -> None:
    harness = harnesses[operation.service]
    response = await harness.http.request(
        operation.method, operation.address, json={}, headers=harness.bearer(*operation.scopes)
    )
    assert response.status_code in (200, 404, 422, 503), response.text
    assert response.status_code != 503 or problem(response)["type"] == "head-not-signed"
