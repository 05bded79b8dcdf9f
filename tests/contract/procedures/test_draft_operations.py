"""Every operation that reaches the tables of unpublished Decisions is in the table of access, or reads only what is
published."""

from types import FunctionType

import pytest

from procedures.decisions.commands.mandates import mandate_for, require_visible
from procedures.decisions.domain.approval_workflow import Step
from procedures.decisions.domain.draft_access import ACCESS, Operation
from procedures.decisions.domain.roles import DecisionRole
from procedures.decisions.queries.visible_decisions import is_visible_to
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions
from procedures.reviews.domain.proposal_access import PROPOSAL_ACCESS, ProposalOperation, may, may_with_all
from procedures.reviews.storage.repository import Reviews
from procedures.tables import decision, decision_item, decision_step, review_proposal, signed_file
from tests.support.draft_operations import CREATING, HTTP_OPERATIONS
from tests.support.operations import ALL, functions_called_by, named_by
from tests.support.operations import Operation as HttpOperation
from tests.support.proposal_operations import HTTP_OPERATIONS as PROPOSAL_OPERATIONS

UNPUBLISHED = (Decisions, ApprovalRepository, decision, decision_item, decision_step, signed_file)
"""The tables with unpublished data, and the repositories that read them."""
CHECKS = {mandate_for, require_visible, is_visible_to}
"""The functions that apply the table of access."""

LAW = "joins Decisions to versions or periods, which only a publication records"
HOLDERS = "reads or records role holders, and no step"
STATUS = "compares the status with `published`"
WITHOUT_DRAFTS = {
    ("GET", "/v1/procedures"): LAW,
    ("GET", "/v1/procedures/{code}"): LAW,
    ("GET", "/v1/procedures/{code}.jsonld"): LAW,
    ("GET", "/v1/procedures/{code}.schema.jsonld"): LAW,
    ("GET", "/v1/procedures/{code}.ttl"): LAW,
    ("GET", "/v1/procedures/{code}/chain"): STATUS,
    ("GET", "/v1/procedures/{code}/difference"): LAW,
    ("GET", "/v1/procedures/{code}/difference.html"): LAW,
    ("GET", "/v1/procedures/{code}/versions"): LAW,
    ("GET", "/v1/processes"): STATUS,
    ("GET", "/v1/procedure-groups"): STATUS,
    ("GET", "/v1/procedure-groups/{code}"): STATUS,
    ("GET", "/v1/review-rounds/{id}/results"): STATUS,
    ("POST", "/v1/review-rounds/{id}/recorded-results"): STATUS,
    ("GET", "/v1/inbox"): STATUS,
    ("GET", "/v1/decisions/{id}/channels"): STATUS,
    ("GET", "/v1/publication-channels/overdue"): "joins Decisions to publications, which only a publication queues",
    ("POST", "/v1/decisions/{id}/channels/{channel}/evidence"): "needs a publication, which is queued by publishing",
    ("POST", "/v1/decisions/{id}/annulments"): "checks `require_visible`, and then the status",
    ("POST", "/v1/decisions/{id}/corrections"): "checks `require_visible`, and then the status",
    ("POST", "/v1/procedures/{code}/recode"): STATUS,
    ("POST", "/v1/role-holders"): HOLDERS,
    ("POST", "/v1/inbox/{id}/dismissal"): HOLDERS,
    ("GET", "/v1/review-rounds/{id}/proposals"): HOLDERS,
    ("GET", "/v1/review-rounds/{id}/proposals/{number}"): HOLDERS,
    ("POST", "/v1/review-rounds/{id}/proposals/{number}/withdraw"): HOLDERS,
    ("GET", "/LayDanhSachTTHC"): LAW,
    ("GET", "/LayThuTuc"): LAW,
    ("GET", "/"): LAW,
    ("GET", "/thu-tuc/{code}"): LAW,
    ("GET", "/thu-tuc/{code}/thay-doi"): LAW,
    ("GET", "/quyet-dinh"): "acts for nobody, who sees only what is published",
    ("GET", "/quyet-dinh/{id}"): "acts for nobody, who sees only what is published",
}
"""The other operations that reach these tables, with the reason why they show no draft."""


def functions_of(operation: HttpOperation) -> set[FunctionType]:
    """The functions that the endpoint and its dependencies call."""
    roots = (operation.endpoint, *operation.needs)
    functions = {function for root in roots if root is not None for function in functions_called_by(root)}
    return {function for function in functions if isinstance(function, FunctionType)}


def reaches(operation: HttpOperation, *things: object) -> bool:
    """Whether one of these functions names one of the things."""
    named = {id(value) for function in functions_of(operation) for value in named_by(function)}
    return any(id(thing) in named for thing in things)


def key(operation: HttpOperation) -> tuple[str, str]:
    return operation.method, operation.path


OPERATIONS = [operation for operation in ALL if operation.service == "procedures"]
REACHING = [operation for operation in OPERATIONS if reaches(operation, *UNPUBLISHED)]


def test_every_operation_that_reaches_drafts_is_in_the_table_or_reads_only_what_is_published() -> None:
    found = {key(operation) for operation in REACHING}
    assert found == HTTP_OPERATIONS.keys() | CREATING.keys() | WITHOUT_DRAFTS.keys()
    assert not WITHOUT_DRAFTS.keys() & (HTTP_OPERATIONS.keys() | CREATING.keys())


@pytest.mark.parametrize("operation", [each for each in REACHING if key(each) not in WITHOUT_DRAFTS], ids=str)
def test_every_operation_on_drafts_applies_the_table(operation: HttpOperation) -> None:
    assert functions_of(operation) & CHECKS


def test_every_operation_of_the_table_has_its_operation_over_http() -> None:
    over_http = [operation for table in (HTTP_OPERATIONS, CREATING) for each in table.values() for operation in each]
    assert set(over_http) == set(Operation) == set(ACCESS)


def test_every_operation_that_reaches_proposals_is_in_their_table_and_applies_it() -> None:
    reaching = [operation for operation in OPERATIONS if reaches(operation, Reviews, review_proposal)]
    others = {
        ("POST", "/v1/review-rounds"),
        ("GET", "/v1/review-rounds"),
        ("GET", "/v1/review-rounds/{id}"),
        ("POST", "/v1/review-rounds/{id}/recorded-results"),
    }
    assert {key(operation) for operation in reaching} - others == PROPOSAL_OPERATIONS.keys()
    for operation in reaching:
        if key(operation) in PROPOSAL_OPERATIONS:
            assert functions_of(operation) & {may, may_with_all}
    assert set(PROPOSAL_OPERATIONS.values()) == set(ProposalOperation) == set(PROPOSAL_ACCESS)


def test_every_step_is_an_operation() -> None:
    assert {Operation(step.value) for step in Step} | {Operation.READ, Operation.RETURN_SIGNED} == set(Operation)


def test_whoever_may_change_a_draft_may_read_it() -> None:
    """Otherwise a role would allow a step on a Decision that is not found."""
    assert set(ACCESS[Operation.READ]) == set(DecisionRole) == {role for roles in ACCESS.values() for role in roles}
