"""`docs/scopes.md` lists every operation with the scope that it requires. It is generated from the routes.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_scopes_page.py    rewrites it
"""

import os
from pathlib import Path

from tests.support.operations import ALL, OPERATIONAL, SERVICES, Operation
from tests.support.postgres import service_of

PAGE = Path(__file__).parents[2] / "docs" / "scopes.md"
HEAD = """\
# Operations and scopes

The scope that each operation requires. A token is a JWT of the configured issuer for the configured audience; its
`scope` names what it allows, its `agency` the code of the agency that the caller acts for. One of the named scopes is
enough. Without a token such an operation answers 401 `token-missing`, with one of another issuer, audience or time
401 `invalid-token`, without the scope 403 `insufficient-scope`, for the wrong agency 403.
`tests/contract/test_scopes.py` calls every one of them with the right scope, with all others, and with none.

## Scopes

| scope | allows to | service |
|---|---|---|
"""
OPERATIONS = """
## Operations

`/healthz/live`, `/healthz/ready`, `/metrics`, `/docs`, `/openapi.json` and `/asyncapi.json` need no token in
any service.

| service | operation | scope | the caller's agency |
|---|---|---|---|
"""
WITHOUT = "none needed"
FOR_THE_CALLER = "any, for data about the caller; for others `population.accesses.read`"


def scope_of(operation: Operation) -> str:
    if not operation.guarded:
        return WITHOUT
    return " or ".join(f"`{scope}`" for scope in sorted(operation.scopes)) or FOR_THE_CALLER


def page() -> str:
    meanings = {(scope, meaning, name) for name in SERVICES for scope, meaning in service_of(name).scopes.items()}
    scopes = {
        (scope, meaning): ", ".join(sorted(name for other, _, name in meanings if other == scope))
        for scope, meaning, _ in meanings
    }
    rows = sorted(
        (operation.service, operation.path, operation.method, scope_of(operation), operation.agency)
        for operation in ALL
        if operation.path not in OPERATIONAL
    )
    return (
        HEAD
        + "".join(f"| `{scope}` | {meaning} | {services} |\n" for (scope, meaning), services in sorted(scopes.items()))
        + OPERATIONS
        + "".join(
            f"| {service} | `{method} {path}` | {scope} | {agency} |\n" for service, path, method, scope, agency in rows
        )
    )


def test_the_page_matches_the_routes() -> None:
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


def test_every_step_of_the_approval_workflow_and_every_look_up_checks_the_agency() -> None:
    """The agency column comes from an analysis of calls, which must find all these operations."""
    checking = {operation.path for operation in ALL if operation.agency and operation.method != "GET"}
    steps = ("submit", "approve", "return", "sign", "publish", "revise")
    assert {f"/v1/decisions/{{id}}/{step}" for step in steps} | {"/v1/decisions", "/v1/lookups"} <= checking
    assert not {operation.path for operation in ALL if operation.agency and not operation.scopes}
