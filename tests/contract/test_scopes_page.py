"""`docs/scopes.md`: every operation with the scope that opens it, made from the routes and compared with them.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_scopes_page.py    writes it anew
"""

import os
from pathlib import Path

from tests.support.operations import ALL, OPERATIONAL, SERVICES, Operation
from tests.support.postgres import service_of

PAGE = Path(__file__).parents[2] / "docs" / "scopes.md"
HEAD = """\
# Operations and scopes

Who may do what, of every operation there is. A token is a JWT of the configured issuer for the configured audience; its `scope` names what it
allows, its `agency` the code of the agency that the caller acts for. One of the named scopes is enough. Without a token such an operation
answers 401 `token-missing`, with one of another issuer, audience or time 401 `invalid-token`, without the scope 403 `insufficient-scope`, for
the wrong agency 403. `tests/contract/test_scopes.py` calls every one of them with the right scope, with all others, and with none.

## Scopes

| scope | allows to | service |
|---|---|---|
"""
OPERATIONS = """
## Operations

`/healthz/live`, `/healthz/ready`, `/metrics`, `/docs`, `/openapi.json` and `/asyncapi.json` need no token in any service.

| service | operation | scope | the caller's agency |
|---|---|---|---|
"""
WITHOUT = "none needed"
HIMSELF = "any: about the caller himself; of others `population.accesses.read`"


def scope_of(operation: Operation) -> str:
    if not operation.guarded:
        return WITHOUT
    return " or ".join(f"`{scope}`" for scope in sorted(operation.scopes)) or HIMSELF


def page() -> str:
    meanings = {(scope, said, name) for name in SERVICES for scope, said in service_of(name).scopes.items()}
    scopes = {
        (scope, said): ", ".join(sorted(name for other, _, name in meanings if other == scope))
        for scope, said, _ in meanings
    }
    rows = sorted(
        (one.service, one.path, one.method, scope_of(one), one.agency) for one in ALL if one.path not in OPERATIONAL
    )
    return (
        HEAD
        + "".join(f"| `{scope}` | {said} | {where} |\n" for (scope, said), where in sorted(scopes.items()))
        + OPERATIONS
        + "".join(
            f"| {service} | `{method} {path}` | {scope} | {agency} |\n" for service, path, method, scope, agency in rows
        )
    )


def test_the_page_is_what_the_routes_say() -> None:
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


def test_every_act_on_the_road_of_a_decision_and_every_look_up_asks_for_the_agency() -> None:
    """The road's own list of steps is another; what is found by following calls must reach all of them."""
    asked = {one.path for one in ALL if one.agency and one.method != "GET"}
    steps = ("submit", "approve", "return", "sign", "publish", "revise")
    assert {f"/v1/decisions/{{id}}/{step}" for step in steps} | {"/v1/decisions", "/v1/lookups"} <= asked
    assert not {one.path for one in ALL if one.agency and not one.scopes}
