"""Every operation of every service requires its scope, refuses all others, and checks the scope before anything
else."""

import importlib
import pkgutil
from typing import Any

import pytest

from common.http.authentication import caller
from common.http.transactions import open_read, open_work
from tests.support.operations import ALL, GUARDED, OPERATIONAL, SERVICES, Operation
from tests.support.postgres import service_of
from tests.support.procedures_harness import problem
from tests.support.service_harness import ServiceHarness

FEED = "events.read"
PUBLIC = {
    "procedures": {
        "/v1/procedures",
        "/v1/procedures/{code}",
        "/v1/procedures/{code}/versions",
        "/v1/procedures/{code}/versions/{number}",
        "/v1/procedures/{code}/chain",
        "/v1/decisions",
        "/v1/decisions.csv",
        "/v1/decisions.jsonl",
        "/v1/decisions.ttl",
        "/v1/decisions/{id}",
        "/v1/agencies",
        "/v1/fields",
        "/v1/administrative-levels",
        "/v1/topics",
        "/v1/designations",
        "/v1/procedures/{code}/difference",
        "/v1/procedures/{code}/difference.html",
        "/v1/decisions/{id}/channels",
        "/v1/publication-channels",
        "/v1/search",
        "/v1/search/suggestions",
        "/v1/search/terms",
        "/v1/search/life-events",
        "/v1/decisions/{id}/history",
        "/v1/decisions/{id}/signed-file",
        "/v1/decisions/{id}/annex.docx",
        "/v1/decisions/{id}/annex.xlsx",
        "/v1/role-holders",
        "/v1/calendar",
        "/v1/processes",
        "/v1/procedure-groups",
        "/v1/procedure-groups/{code}",
        "/v1/working-hours",
        "/v1/national-catalogue",
        "/v1/national-catalogue/{code}",
        "/v1/national-catalogue/snapshots",
        "/v1/national-catalogue/snapshots/{id}",
        "/v1/national-catalogue/snapshots/{id}/rows",
        "/v1/procedures/{code}.jsonld",
        "/v1/procedures/{code}.ttl",
        "/v1/procedures/{code}.schema.jsonld",
        "/v1/catalogue.jsonl",
        "/v1/catalogue.csv",
        "/v1/catalogue.xlsx",
        "/v1/catalogue.ttl",
        "/v1/catalogue.jsonld",
        "/v1/annex-template.xlsx",
        "/v1/annex-headings",
        "/LayDanhSachTTHC",
        "/LayThuTuc",
        "/v1/events",
        "/v1/events/head",
        "/v1/events/keys",
        "/v1/events/epochs",
        "/",
        "/tim-kiem",
        "/tim-kiem/goi-y",
        "/thu-tuc/{code}",
        "/thu-tuc/{code}/thay-doi",
        "/su-kien",
        "/quyet-dinh",
        "/quyet-dinh/{id}",
        "/can-bo/tac-dong",  # holds no data: its script asks with the officer's own token
        "/trang/{name}",
    },
    "online_services": {
        "/v1/filing-requirements/{code}",
        "/v1/forms/{code}/versions/{version}",
        "/v1/online-filing/{code}",
        "/v1/service-sets",
        "/v1/service-sets/{code}",
        "/v1/online-services",
        "/v1/online-services/{id}",
        "/v1/online-services/{id}/history",
        "/v1/partial-reasons",
        "/v1/applied-positions",
    },
    "population_lookup": {
        "/v1/applied-positions",
        "/soap",
        "/v1/personas",
        "/nhan-vat-kiem-thu",
        "/trang/{name}",
    },
    "reporting": {"/v1/applied-positions"},
}
FOR_THE_CALLER = {("population_lookup", "/v1/me/accesses")}
"""Operations that accept a token of any scope and return only data about the caller."""


def test_there_are_operations() -> None:
    assert {operation.service for operation in GUARDED} == set(SERVICES)
    assert len(GUARDED) > 15


@pytest.mark.parametrize("name", SERVICES)
def test_public_operations_are_a_closed_list(name: str) -> None:
    public = [each for each in ALL if each.service == name and each not in GUARDED and not each.is_soap]
    assert {operation.path for operation in public} == PUBLIC[name] | OPERATIONAL
    assert {operation.method for operation in public} == {"GET"}


@pytest.mark.parametrize("operation", ALL, ids=str)
def test_every_operation_that_writes_requires_a_scope(operation: Operation) -> None:
    assert operation.method == "GET" or operation.scopes


@pytest.mark.parametrize("operation", GUARDED, ids=str)
def test_only_operations_for_the_caller_accept_any_scope(operation: Operation) -> None:
    assert bool(operation.scopes) != ((operation.service, operation.path) in FOR_THE_CALLER)


@pytest.mark.parametrize("operation", GUARDED, ids=str)
def test_the_caller_is_authenticated_before_a_connection_is_taken(operation: Operation) -> None:
    """An idempotency key is looked up for the caller, and unauthenticated requests must not take a connection."""
    opening = [operation.needs.index(need) for need in (open_work, open_read) if need in operation.needs]
    authenticating = [index for index, need in enumerate(operation.needs) if need is caller or hasattr(need, "scopes")]
    assert not opening or max(authenticating) < min(opening)


@pytest.mark.parametrize("name", SERVICES)
def test_the_declared_scopes_are_the_required_ones(name: str) -> None:
    declared = set(service_of(name).scopes)
    required = {scope for operation in ALL if operation.service == name for scope in operation.scopes}
    assert required <= declared
    assert declared <= required | constants_of(name)
    assert all(service_of(name).scopes.values())


def constants_of(service: str) -> set[str]:
    """Returns the values of the constants of a service, among them the scopes that commands check."""
    package = importlib.import_module(service)
    values = set()
    for info in pkgutil.walk_packages(package.__path__, f"{service}."):
        if not info.name.endswith("__main__") and ".migrations" not in info.name:
            module = importlib.import_module(info.name)
            values |= {value for value in vars(module).values() if isinstance(value, str)}
    return values


def test_a_scope_has_one_meaning_in_all_services() -> None:
    meanings: dict[str, set[str]] = {}
    for name in SERVICES:
        for scope, meaning in service_of(name).scopes.items():
            meanings.setdefault(scope, set()).add(meaning)
    assert {scope for scope, texts in meanings.items() if len(texts) > 1} == set()


BODIES = [{}, {"json": {}}, {"json": [7]}, {"content": b"?", "headers": {"Content-Type": "text/plain"}}]
KINDS = ["no body", "empty", "a list", "a text"]
PLACED = {"pointer", "reason", "line", "column"}
"""The members of an error that names a place in the text."""
BROKEN = {"content": b"{", "headers": {"Content-Type": "application/json"}}


async def request(
    harness: ServiceHarness, operation: Operation, body: dict[str, Any], **headers: str
) -> dict[str, Any]:
    options = {**body, "headers": {**body.get("headers", {}), **headers}}
    return problem(await harness.http.request(operation.method, operation.address, **options))


@pytest.mark.parametrize("body", BODIES, ids=KINDS)
@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_a_request_without_a_token_is_refused(
    harnesses: dict[str, ServiceHarness], operation: Operation, body: dict[str, Any]
) -> None:
    refusal = await request(harnesses[operation.service], operation, body)
    assert (refusal["status"], refusal["type"]) == (401, "token-missing")


@pytest.mark.parametrize("body", BODIES, ids=KINDS)
@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_a_request_with_all_other_scopes_is_refused(
    harnesses: dict[str, ServiceHarness], operation: Operation, body: dict[str, Any]
) -> None:
    harness = harnesses[operation.service]
    others = {scope for name in SERVICES for scope in service_of(name).scopes} | {FEED, "", "admin", "*"}
    own = operation.scopes or {"population.accesses.read"}
    refusal = await request(harness, operation, body, **harness.bearer(*(others - own), subject="stranger"))
    assert refusal["status"] == 403
    if operation.scopes:
        assert (refusal["type"], {refusal["scope"]} <= own) == ("insufficient-scope", True)
    else:
        assert refusal["type"] == "caller-is-no-citizen"


@pytest.mark.parametrize("operation", GUARDED, ids=str)
async def test_invalid_json_reveals_nothing_else_to_an_unauthenticated_caller(
    harnesses: dict[str, ServiceHarness], operation: Operation
) -> None:
    """FastAPI parses the body of an operation that has one before it authenticates the caller."""
    refusal = await request(harnesses[operation.service], operation, BROKEN)
    assert (refusal["status"], refusal["type"]) in [(401, "token-missing"), (422, "malformed-request")]
    assert refusal["status"] == 401 or [set(error) for error in refusal["errors"]] == [PLACED]


@pytest.mark.parametrize("operation", [operation for operation in GUARDED if operation.scopes], ids=str)
async def test_a_request_with_the_right_scope_is_accepted(
    harnesses: dict[str, ServiceHarness], operation: Operation
) -> None:
    harness = harnesses[operation.service]
    response = await harness.http.request(
        operation.method, operation.address, json={}, headers=harness.bearer(*operation.scopes)
    )
    assert response.status_code in (200, 404, 415, 422, 503), response.text
    assert response.status_code != 503 or problem(response)["type"] == "head-not-signed"
