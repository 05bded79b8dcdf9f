"""`docs/scopes.md` lists every operation with the scope that it requires. It is generated from the routes.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_scopes_page.py    rewrites it
"""

import os
from collections.abc import Sequence
from pathlib import Path

from procedures.decisions.domain.draft_access import Operation as DraftOperation
from tests.support.draft_operations import Cell
from tests.support.draft_operations import rows as draft_rows
from tests.support.operations import ALL, OPERATIONAL, SERVICES, Operation
from tests.support.postgres import service_of
from tests.support.proposal_operations import ProposalCell
from tests.support.proposal_operations import rows as proposal_rows

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
DRAFTS = """
## Decisions that are not yet published

A published Decision is public. Before that, each operation depends on the roles that the caller's agency holds
[that day](decisions.md#who-sees-a-draft) and whose scopes the token has. *Own* is, for the signer, a Decision that
their agency issues, and for all others one that their agency drafted; *no agency* is a token without `agency`. `yes` is
allowed, `403` is `role-not-held` or `decision-of-another-agency`, and `404` is `decision-not-found`, exactly as for an
id that does not exist; a list leaves such Decisions out. An agency with several roles may do what one of them allows.
`POST /v1/decisions`, `POST /v1/decisions/import` and `POST /v1/inbox/{id}/draft` need the drafter's role, and the draft
is the agency's own. The table is generated from the one that decides (`decisions/domain/draft_access.py` of the service
`procedures`), and `tests/integration/procedures/decisions/test_draft_access.py` sends a request for each cell.

| operation | role of the caller's agency | own | other | no agency |
|---|---|---|---|---|
"""
PROPOSALS = """
## Proposals to simplify procedures

[Proposals](simplification.md#proposals) are not public. *Own* is a proposal that names the caller's agency; `403` is
`proposal-of-another-agency`, `404` is `proposal-not-found`. The table is generated from
`reviews/domain/proposal_access.py`, and tested like the one above.

| operation | role of the caller's agency | own | other | no agency |
|---|---|---|---|---|
"""
STATES = {DraftOperation.RETURN: " in review", DraftOperation.RETURN_SIGNED: " once signed"}
WITHOUT = "none needed"
FOR_THE_CALLER = "any, for data about the caller"


def scope_of(operation: Operation) -> str:
    if not operation.guarded and not operation.scopes:
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
        + DRAFTS
        + "".join(map(draft_row, draft_rows()))
        + PROPOSALS
        + "".join(map(proposal_row, proposal_rows()))
    )


def draft_row(cells: Sequence[Cell]) -> str:
    first = cells[0]
    accesses = " | ".join(cell.access for cell in cells)
    state = STATES.get(first.operation, "")
    return f"| `{first.method} {first.path}`{state} | {first.role or 'none'} | {accesses} |\n"


def proposal_row(cells: Sequence[ProposalCell]) -> str:
    first = cells[0]
    accesses = " | ".join(cell.access for cell in cells)
    return f"| `{first.method} {first.path}` | {first.role or 'any, or none'} | {accesses} |\n"


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
