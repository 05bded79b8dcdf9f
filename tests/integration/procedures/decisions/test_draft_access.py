"""Drafts across agencies: each cell of the table of access is one request."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from procedures.decisions.domain.draft_access import Operation
from procedures.decisions.domain.roles import SCOPES, DecisionRole
from tests.support.draft_operations import CELLS, Access, Cell, Relation
from tests.support.operations import NOBODY
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    ANNUL,
    CONTROL,
    CORRECT,
    DRAFT,
    PDF,
    PUBLISH,
    ROLES,
    SIGN,
    Body,
    ProceduresHarness,
    content,
    instrument,
    item,
    problem,
    procedures_harness,
)

STEPS = (DRAFT, CONTROL, SIGN, PUBLISH)
CALLERS = {role: f"H60.{role.upper()}" for role in DecisionRole} | {None: "H60.NONE"}
"""The agency that holds only this role on the day of the test."""
OTHER, OTHER_ISSUER = "H60.01", "H60"
STATUS = {
    Operation.READ: "signed",
    Operation.REVISE: "draft",
    Operation.SUBMIT: "draft",
    Operation.DISCARD: "draft",
    Operation.APPROVE: "review",
    Operation.RETURN: "review",
    Operation.SIGN: "approved",
    Operation.RETURN_SIGNED: "signed",
    Operation.PUBLISH: "signed",
}
"""The state from which each operation starts."""


@dataclass
class DraftsOfAgencies:
    """A service with drafts of several agencies. `shared` holds drafts, by who drafted and who issues them and by their
    state, which no request changes; `for_cells` those of the requests that succeed in changing them."""

    harness: ProceduresHarness
    shared: dict[tuple[str, str, str], str] = field(default_factory=dict)
    for_cells: dict[Cell, str] = field(default_factory=dict)
    count: int = 0

    def bearer(self, agency: str, *scopes: str, subject: str = "stranger") -> dict[str, str]:
        return self.harness.service.bearer(*(scopes or STEPS), subject=subject, agency=agency)

    async def record(self, *holders: Body) -> None:
        rows = [{"title": "Cơ quan", "legal_basis": "Quyết định phân công", **holder} for holder in holders]
        headers = self.harness.service.bearer(ROLES)
        response = await self.harness.http.post("/v1/role-holders", json={"role_holders": rows}, headers=headers)
        assert response.status_code == 200, response.text

    async def draft(self, drafted_by: str, issued_by: str, status: str, **parts: Any) -> str:
        """The id of a new Decision in this state, which no other test names."""
        self.count += 1
        code = f"2.{self.count:06}"
        body = self.harness.body(item("introduce", code, content=content(f"Thủ tục {code}")), **parts)
        own = self.bearer(drafted_by, DRAFT, subject="officer-1")
        drafted = await self.harness.http.post("/v1/decisions", json={**body, "issuing_body": issued_by}, headers=own)
        assert drafted.status_code == 201, drafted.text
        id = str(drafted.json()["id"])
        steps = ("draft", "review", "approved", "signed")
        if steps.index(status) >= 1:
            assert (await self.harness.post_submit(id, **own)).status_code == 200
        if steps.index(status) >= 2:
            assert (await self.harness.post_approve(id)).status_code == 200
        if steps.index(status) >= 3:
            signer = self.bearer(issued_by, SIGN, subject="chairman")
            assert (await self.harness.post_sign(id, headers=signer)).status_code == 200
        return id

    async def shared_draft(self, drafted_by: str, issued_by: str, status: str) -> str:
        key = (drafted_by, issued_by, status)
        if key not in self.shared:
            self.shared[key] = await self.draft(*key)
        return self.shared[key]

    async def request(self, method: str, path: str, id: str, agency: str, *scopes: str, **sent: Any) -> httpx.Response:
        headers = self.bearer(agency, *scopes) | sent.pop("headers", {})
        step = path.rsplit("/", 1)[1]
        if step == "return":
            sent["json"] = {"reason": "Thiếu căn cứ pháp lý"}
        if step == "revise":
            sent["json"] = self.harness.body(item("introduce", "2.999999"))
        if step == "sign":
            sent["content"], headers["Content-Type"] = PDF, "application/pdf"
        return await self.harness.http.request(method, path.replace("{id}", id), headers=headers, **sent)

    async def listed(self, headers: Body, **params: Any) -> list[str]:
        """The ids of all pages."""
        ids: list[str] = []
        page: Body = {"next": ""}
        while page["next"] is not None:
            query = {"limit": "200", **params} | ({"after": page["next"]} if page["next"] else {})
            page = (await self.harness.http.get("/v1/decisions", params=query, headers=headers)).json()
            ids += [decision["id"] for decision in page["items"]]
        return ids


@pytest.fixture(scope="module")
async def drafts(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DraftsOfAgencies]:
    """Each agency drafts while it is a drafter; from the day of the test on, each holds one role, and one none."""
    async with procedures_harness(postgres, tmp_path_factory.mktemp("drafts")) as harness:
        drafts = DraftsOfAgencies(harness)
        drafter = {"role": "drafter"}
        await drafts.record(*({"role": role or "drafter", "agency_code": code} for role, code in CALLERS.items()))
        await drafts.record(*({**drafter, "agency_code": code} for code in CALLERS.values()))
        for cell in CELLS:
            if cell.relation is not None:
                agencies, status = agencies_of(cell), STATUS[cell.operation]
                await drafts.shared_draft(*agencies, status)
                if cell.access is Access.ALLOWED and cell.operation is not Operation.READ:
                    drafts.for_cells[cell] = await drafts.draft(*agencies, status)
        ended = [{**drafter, "agency_code": code} for role, code in CALLERS.items() if role is not DecisionRole.DRAFTER]
        await drafts.record(*({**holder, "valid_to": "2026-11-23"} for holder in ended))
        yield drafts


def agencies_of(cell: Cell) -> tuple[str, str]:
    """Who drafted the Decision of the cell, and who issues it."""
    own = CALLERS[cell.role]
    if cell.relation is not Relation.OWN:
        return OTHER, OTHER_ISSUER
    return (OTHER, own) if cell.role is DecisionRole.SIGNER else (own, OTHER_ISSUER)


@pytest.mark.parametrize("cell", CELLS, ids=str)
async def test_each_cell_of_the_table_is_what_the_service_does(drafts: DraftsOfAgencies, cell: Cell) -> None:
    caller = "" if cell.relation is None else CALLERS[cell.role]
    shared = drafts.shared[*agencies_of(cell), STATUS[cell.operation]]
    if cell.path == "/v1/decisions":
        assert (shared in await drafts.listed(drafts.bearer(caller))) is (cell.access is Access.ALLOWED)
        return
    id = drafts.for_cells.get(cell, shared)
    response = await drafts.request(cell.method, cell.path, id, caller)
    if cell.access is Access.ALLOWED:
        assert response.is_success, response.text
        return
    refusal = problem(response)
    if cell.access is Access.REFUSED:
        assert (refusal["status"], refusal["type"]) in [(403, "role-not-held"), (403, "decision-of-another-agency")]
        return
    absent = await drafts.request(cell.method, cell.path, NOBODY, caller)
    assert (response.status_code, response.text) == (404, absent.text.replace(NOBODY, id))
    assert response.headers.keys() == absent.headers.keys()


async def test_refused_requests_changed_nothing(drafts: DraftsOfAgencies) -> None:
    revisions = {"draft": 1, "review": 2, "approved": 3, "signed": 4}
    for (_, _, status), id in drafts.shared.items():
        (row,) = await drafts.harness.service.rows("SELECT revision, status FROM decision WHERE id = :id", id=id)
        assert tuple(row) == (revisions[status], status.replace("approved", "review"))


@pytest.mark.parametrize("role", DecisionRole)
async def test_a_role_without_its_scope_shows_no_draft(drafts: DraftsOfAgencies, role: DecisionRole) -> None:
    own = drafts.shared[*agencies_of(Cell("", "", Operation.READ, role, Relation.OWN)), "signed"]
    others = [scope for scope in STEPS if scope != SCOPES[role]]
    for scopes, status in ((others, 404), ([SCOPES[role]], 200)):
        assert (await drafts.request("GET", "/v1/decisions/{id}", own, CALLERS[role], *scopes)).status_code == status


async def test_a_role_shows_drafts_from_its_first_day_to_the_day_before_its_last(drafts: DraftsOfAgencies) -> None:
    id = drafts.shared[OTHER, OTHER_ISSUER, "review"]
    for name, period, status in (
        ("PAST", {"valid_to": "2026-11-23"}, 404),
        ("LAST", {"valid_to": "2026-11-24"}, 200),
        ("FIRST", {"valid_from": "2026-11-23"}, 200),
        ("FUTURE", {"valid_from": "2026-11-24"}, 404),
    ):
        await drafts.record({"role": "controller", "agency_code": f"H60.{name}", **period})
        response = await drafts.request("GET", "/v1/decisions/{id}", id, f"H60.{name}")
        assert response.status_code == status, name


async def test_a_department_that_controls_all_procedures_changes_no_draft_of_another(drafts: DraftsOfAgencies) -> None:
    """It reads the draft as the controller, and drafts only its own."""
    both = "H60.BOTH"
    await drafts.record(*({"role": role, "agency_code": both} for role in ("drafter", "controller")))
    own, other = await drafts.draft(both, OTHER_ISSUER, "draft"), drafts.shared[OTHER, OTHER_ISSUER, "draft"]
    for method, path in (
        ("POST", "/v1/decisions/{id}/submit"),
        ("POST", "/v1/decisions/{id}/revise"),
        ("DELETE", "/v1/decisions/{id}"),
    ):
        refusal = problem(await drafts.request(method, path, other, both))
        assert (refusal["status"], refusal["type"]) == (403, "decision-of-another-agency")
        assert (refusal["roles"], refusal["agency"]) == (["drafter"], both)
    assert (await drafts.request("POST", "/v1/decisions/{id}/submit", own, both)).status_code == 200


async def test_an_account_reads_by_the_role_of_its_agency_and_signs_only_by_its_own(drafts: DraftsOfAgencies) -> None:
    agency = "H60.OFFICE"
    await drafts.record({"role": "signer", "agency_code": agency, "subject": "chairwoman"})
    id = await drafts.draft(OTHER, agency, "approved")
    assert (await drafts.request("GET", "/v1/decisions/{id}", id, agency)).status_code == 200
    assert problem(await drafts.request("POST", "/v1/decisions/{id}/sign", id, agency))["type"] == "role-not-held"


async def test_an_expected_revision_does_not_show_that_a_draft_exists(drafts: DraftsOfAgencies) -> None:
    """The refusal `revision-mismatch` states the current revision."""
    stale = {"If-Match": '"99"'}
    for status in ("draft", "review", "approved", "signed"):
        id = drafts.shared[OTHER, OTHER_ISSUER, status]
        for step in ("submit", "revise", "approve", "return", "sign", "publish"):
            path = f"/v1/decisions/{{id}}/{step}"
            hidden = await drafts.request("POST", path, id, CALLERS[None], headers=stale)
            assert problem(hidden)["type"] == "decision-not-found", (step, status)
        hidden = await drafts.request("DELETE", "/v1/decisions/{id}", id, CALLERS[None], headers=stale)
        assert problem(hidden)["type"] == "decision-not-found"


async def test_annulments_and_corrections_of_a_draft_are_refused_and_do_not_show_that_it_exists(
    drafts: DraftsOfAgencies,
) -> None:
    id = drafts.shared[OTHER, OTHER_ISSUER, "signed"]
    annulment = {**instrument(), "effective_from": "2026-12-01", "items": []}
    correction = {**instrument(), "items": [{"number": 1, "effective_on": "2023-03-01"}]}
    for path, scope, body in (("annulments", ANNUL, annulment), ("corrections", CORRECT, correction)):
        for agency, scopes, expected in (
            (CALLERS[None], (scope, *STEPS), (404, "decision-not-found")),
            (CALLERS[DecisionRole.CONTROLLER], (scope,), (404, "decision-not-found")),
            (CALLERS[DecisionRole.CONTROLLER], (scope, CONTROL), (409, "decision-not-published")),
        ):
            sent: Body = {"json": body, "headers": {"If-Match": '"4"'}}
            refusal = problem(await drafts.request("POST", f"/v1/decisions/{{id}}/{path}", id, agency, *scopes, **sent))
            assert (refusal["status"], refusal["type"]) == expected, path


async def test_a_number_that_a_draft_has_is_refused_without_naming_the_draft(drafts: DraftsOfAgencies) -> None:
    await drafts.draft(OTHER, OTHER_ISSUER, "draft", number="77/QĐ-UBND")
    body = drafts.harness.body(item("introduce", "2.888888"), number="77/QĐ-UBND")
    own = drafts.bearer(CALLERS[DecisionRole.DRAFTER], DRAFT)
    refusal = problem(await drafts.harness.http.post("/v1/decisions", json=body, headers=own))
    assert (refusal["type"], refusal["decision"]) == ("decision-number-taken", None)


async def test_pages_and_cursors_count_only_what_the_caller_may_see(drafts: DraftsOfAgencies) -> None:
    """With one Decision on each page, a hidden one would show as an empty page or as one page too many."""
    drafter = CALLERS[DecisionRole.DRAFTER]
    visible = await drafts.listed(drafts.bearer(drafter), status="review")
    assert visible == await drafts.listed(drafts.bearer(drafter), status="review", limit="1")
    assert visible == await drafts.listed(drafts.bearer(drafter, DRAFT), status="review")
    everything = await drafts.listed(drafts.bearer(CALLERS[DecisionRole.CONTROLLER]), status="review")
    assert set(visible) < set(everything)
    for headers in ({}, drafts.bearer(""), drafts.bearer(CALLERS[None])):
        page = (await drafts.harness.http.get("/v1/decisions?status=review&limit=1", headers=headers)).json()
        assert page == {"items": [], "next": None}


async def test_accounts_and_reasons_of_a_published_decision_are_shown_to_those_who_could_read_its_draft(
    drafts: DraftsOfAgencies,
) -> None:
    published = await drafts.draft(OTHER, OTHER_ISSUER, "signed")
    assert (await drafts.harness.post_publish(published)).status_code == 200
    for agency, shown in (
        (OTHER, True),
        (CALLERS[DecisionRole.CONTROLLER], True),
        (CALLERS[DecisionRole.DRAFTER], False),
        (CALLERS[DecisionRole.SIGNER], False),
        (CALLERS[None], False),
        ("", False),
    ):
        steps = (await drafts.request("GET", "/v1/decisions/{id}/history", published, agency)).json()["items"]
        assert {step["taken_by"] is not None for step in steps} == {shown}, agency
