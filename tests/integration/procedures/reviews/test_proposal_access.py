"""Proposals across agencies: each cell of the table of access is one request."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from procedures.decisions.domain.roles import DecisionRole
from procedures.reviews.domain.proposal_access import ProposalOperation
from tests.support.draft_operations import Access, Relation
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CATALOGUE,
    CONTROL,
    ProceduresHarness,
    item,
    problem,
    procedures_harness,
)
from tests.support.proposal_operations import CELLS, HTTP_OPERATIONS, ProposalCell

CALLERS = {DecisionRole.CONTROLLER: "H60.02", None: "H60.03"}
"""`procedures_harness` records that H60.02 controls procedures; H60.03 holds no role."""
OTHER = "H60.01"
CODE = "1.000101"


@dataclass
class Proposals:
    """A service with a review round. `first` holds a proposal of each agency, which no request changes."""

    harness: ProceduresHarness
    round: str
    first: dict[str, int]

    async def request(self, method: str, path: str, number: int, agency: str, of: str = "") -> httpx.Response:
        """A request of an account with all scopes; `of` is the agency that a filed proposal names."""
        headers = self.harness.service.bearer("reviews.propose", "reviews.read", CONTROL, agency=agency)
        address = path.replace("{id}", self.round).replace("{number}", str(number))
        body: dict[str, Any] = {"reason": "Cắt giảm"}
        if method == "POST" and not path.endswith("withdraw"):
            body |= {"procedure_code": CODE, "action": "repeal", "agency_code": of}
        return await self.harness.http.request(
            method, address, headers=headers, json=body if method == "POST" else None
        )

    async def filed_by(self, agency: str) -> int:
        response = await self.request("POST", "/v1/review-rounds/{id}/proposals", 0, agency, agency)
        assert response.status_code == 201, response.text
        return int(response.json()["number"])


@pytest.fixture(scope="module")
async def proposals(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Proposals]:
    async with procedures_harness(postgres, tmp_path_factory.mktemp("proposals")) as harness:
        agencies = {"agencies": [{"code": "H60.03", "name": "Sở Nội vụ"}]}
        headers = harness.service.bearer(CATALOGUE, "reviews.manage")
        assert (await harness.http.post("/v1/agencies", json=agencies, headers=headers)).is_success
        await harness.publish(item("introduce", CODE))
        body = {
            "name": "Rà soát",
            "starts_on": "2023-03-01",
            "ends_on": "2026-12-31",
            "legal_basis": "Kế hoạch",
            "targets": [{"measure": "papers", "minimum_percent": "20"}],
        }
        round = await harness.http.post("/v1/review-rounds", json=body, headers=headers)
        assert round.status_code == 201, round.text
        proposals = Proposals(harness, round.json()["id"], {})
        for agency in (*CALLERS.values(), OTHER):
            proposals.first[agency] = await proposals.filed_by(agency)
        yield proposals


@pytest.mark.parametrize("cell", CELLS, ids=str)
async def test_each_cell_of_the_table_is_what_the_service_does(proposals: Proposals, cell: ProposalCell) -> None:
    caller = "" if cell.relation is None else CALLERS[cell.role]
    owner = CALLERS[cell.role] if cell.relation is Relation.OWN else OTHER
    operation = HTTP_OPERATIONS[cell.method, cell.path]
    allowed = cell.access is Access.ALLOWED
    number = proposals.first[owner]
    if operation is ProposalOperation.WITHDRAW and allowed:
        number = await proposals.filed_by(owner)
    response = await proposals.request(cell.method, cell.path, number, caller, owner)
    if operation is ProposalOperation.READ and not cell.path.endswith("{number}"):
        assert (number in [proposal["number"] for proposal in response.json()["items"]]) is allowed
    elif allowed:
        assert response.is_success, response.text
    elif cell.access is Access.REFUSED:
        refusal = problem(response)
        assert (refusal["status"], refusal["type"]) == (403, "proposal-of-another-agency")
    else:
        absent = await proposals.request(cell.method, cell.path, 999, caller, owner)
        assert (response.status_code, response.text) == (404, absent.text.replace("999", str(number)))


async def test_refused_requests_withdrew_nothing(proposals: Proposals) -> None:
    for agency, number in proposals.first.items():
        response = await proposals.request("GET", "/v1/review-rounds/{id}/proposals/{number}", number, agency)
        assert (response.json()["state"], response.json()["agency_code"]) == ("proposed", agency)


async def test_pages_of_proposals_count_only_those_of_the_agency(proposals: Proposals) -> None:
    headers = proposals.harness.service.bearer("reviews.read", agency=OTHER)
    path = f"/v1/review-rounds/{proposals.round}/proposals"
    page = (await proposals.harness.http.get(path, params={"limit": "1"}, headers=headers)).json()
    assert ([proposal["agency_code"] for proposal in page["items"]], page["next"]) == ([OTHER], None)


async def test_the_controlling_body_reads_all_proposals_only_with_its_scope(proposals: Proposals) -> None:
    path = f"/v1/review-rounds/{proposals.round}/proposals/{proposals.first[OTHER]}"
    for scopes, status in ((["reviews.read"], 404), (["reviews.read", CONTROL], 200)):
        headers = proposals.harness.service.bearer(*scopes, agency="H60.02")
        assert (await proposals.harness.http.get(path, headers=headers)).status_code == status
