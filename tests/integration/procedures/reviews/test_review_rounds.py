"""Review rounds through the API: targets as data, proposals until a version realises them, results computed from
versions in force."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import IntegrityError

from procedures.decisions.api.examples import DECISION
from procedures.registers.api.examples import AGENCIES, FIELDS
from procedures.reviews.api.examples import PROPOSAL, REVIEW_ROUND
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CATALOGUE,
    DRAFT,
    PUBLISH,
    ProceduresHarness,
    content,
    item,
    problem,
    procedures_harness,
)

A, B, C, D = "1.000101", "1.000102", "1.000103", "1.000104"
SET, PROPOSE, READ = "reviews.manage", "reviews.propose", "reviews.read"
TARGETS = [
    {"measure": "processing_time", "minimum_percent": "30", "legal_basis": "Nghị quyết 66/NQ-CP"},
    {"measure": "procedures_or_papers", "minimum_percent": "20"},
]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def lasting(days: int, papers: int = 2, **parts: Any) -> dict[str, Any]:
    limit = {"amount": days, "unit": "working_day"}
    named = [{"name": f"Giấy {number}"} for number in range(papers)]
    return content(channels=[{"channel": "direct", "time_limits": [limit]}], papers=named, **parts)


async def opened(harness: ProceduresHarness, **parts: Any) -> str:
    body = {
        "name": "Rà soát 2023",
        "starts_on": "2023-03-01",
        "ends_on": "2023-12-31",
        "legal_basis": "Kế hoạch",
        "targets": TARGETS,
    }
    response = await harness.http.post("/v1/review-rounds", json={**body, **parts}, headers=harness.service.bearer(SET))
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


async def read(harness: ProceduresHarness, path: str, **params: str) -> dict[str, Any]:
    response = await harness.http.get(f"/v1/review-rounds{path}", params=params, headers=harness.service.bearer(READ))
    assert response.status_code == 200, response.text
    return dict(response.json())


async def propose(harness: ProceduresHarness, round: str, **parts: Any) -> httpx.Response:
    """Files the proposal of an agency as that agency."""
    body = {"procedure_code": A, "agency_code": "H60.01", "action": "amend", "reason": "Cắt giảm", **parts}
    headers = harness.service.bearer(PROPOSE, agency=body["agency_code"])
    return await harness.http.post(f"/v1/review-rounds/{round}/proposals", json=body, headers=headers)


def figures_of(result: dict[str, Any], position: int = 0) -> tuple[Any, ...]:
    """Numerator, denominator, percentage, not comparable and met of one target."""
    target = result["targets"][position]
    (share,) = target["shares"]
    return share["numerator"], share["denominator"], share["percent"], share["not_comparable"], target["met"]


async def test_a_round_is_kept_with_its_targets_as_they_were_set(harness: ProceduresHarness) -> None:
    first = await opened(harness)
    second = await opened(harness, starts_on="2023-04-01", targets=[{"measure": "papers", "minimum_percent": 12.5}])
    shown = await read(harness, f"/{first}")
    assert [(target["measure"], target["minimum_percent"], target["legal_basis"]) for target in shown["targets"]] == [
        ("processing_time", "30", "Nghị quyết 66/NQ-CP"),
        ("procedures_or_papers", "20", "Kế hoạch"),
    ]
    assert (shown["starts_on"], shown["recorded_by"]) == ("2023-03-01", "officer-1")
    page = await read(harness, "", limit="1")
    assert [round["id"] for round in page["items"]] == [second]
    assert [round["id"] for round in (await read(harness, "", limit="1", after=page["next"]))["items"]] == [first]
    for statement in ("UPDATE review_target SET minimum_percent = 1", "DELETE FROM review_round"):
        with pytest.raises(IntegrityError, match=r"never changed|refuse|append"):
            await harness.service.execute(statement)


@pytest.mark.parametrize(
    ("parts", "type"),
    [
        ({"ends_on": "2023-03-01"}, "review-round-period-reversed"),
        ({"targets": [TARGETS[0], {**TARGETS[0], "minimum_percent": 5}]}, "duplicate-review-target"),
    ],
    ids=["reversed", "twice"],
)
async def test_a_round_that_contradicts_itself_is_refused(
    harness: ProceduresHarness, parts: dict[str, Any], type: str
) -> None:
    body = {
        "name": "Rà soát",
        "starts_on": "2023-03-01",
        "ends_on": "2023-12-31",
        "legal_basis": "Kế hoạch",
        "targets": TARGETS,
    }
    refusal = problem(
        await harness.http.post("/v1/review-rounds", json={**body, **parts}, headers=harness.service.bearer(SET))
    )
    assert (refusal["status"], refusal["type"]) == (409, type)


async def test_results_compare_the_law_of_two_days_by_procedure_agency_and_level(harness: ProceduresHarness) -> None:
    below = lasting(10, agency_code="H60.02", levels=["province", "commune"])
    await harness.publish(
        item("introduce", A, content=lasting(10)),
        item("introduce", B, content=below),
        item("introduce", C, content=lasting(4)),
        item("introduce", D, content=lasting(5)),
    )
    round = await opened(harness)
    await harness.publish(item("amend", A, "2023-06-01", content=lasting(6, 1)), item("repeal", C, "2023-06-01"))
    await harness.publish(item("introduce", "1.000109", "2023-07-01", content=lasting(1)))
    by_procedure = await read(harness, f"/{round}/results", group_by="procedure", on="2023-06-01")
    assert (by_procedure["before_on"], by_procedure["after_on"], by_procedure["next"]) == (
        "2023-03-01",
        "2023-06-01",
        None,
    )
    assert {group["key"]: figures_of(group) for group in by_procedure["items"]} == {
        A: ("4", "10", "40", 0, True),
        B: ("0", "10", "0", 0, False),
        C: ("0", "0", None, 1, None),
        D: ("0", "5", "0", 0, False),
    }
    assert figures_of(by_procedure["total"]) == ("4", "25", "16", 1, False)
    assert figures_of(by_procedure["total"], 1) == ("2", "4", "50", 0, True)
    assert (by_procedure["total"]["procedures"], by_procedure["total"]["gone"]) == (4, 1)
    by_agency = {group["key"]: group for group in (await read(harness, f"/{round}/results", on="2023-06-01"))["items"]}
    assert {key: (group["name"], group["procedures"], figures_of(group)) for key, group in by_agency.items()} == {
        "H60.01": ("Sở Tư pháp", 3, ("4", "15", "26.66", 1, False)),
        "H60.02": ("Sở Xây dựng", 1, ("0", "10", "0", 0, False)),
    }
    by_level = (await read(harness, f"/{round}/results", group_by="level", on="2023-06-01"))["items"]
    assert [(group["key"], group["name"], group["procedures"]) for group in by_level] == [
        ("commune", "Cấp xã", 1),
        ("province", "Cấp tỉnh", 4),
    ]
    the_day_before = await read(harness, f"/{round}/results", on="2023-05-31")
    assert figures_of(the_day_before["total"]) == ("0", "29", "0", 0, False)


async def test_a_replaced_procedure_continues_as_its_successor_and_as_the_successor_of_that(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)))
    round = await opened(harness)
    await harness.publish(item("replace", A, "2023-04-01", successor_code=B, content=lasting(8)))
    await harness.publish(item("replace", B, "2023-05-01", successor_code=C, content=lasting(6)))
    assert figures_of((await read(harness, f"/{round}/results", on="2023-04-30"))["total"]) == (
        "2",
        "10",
        "20",
        0,
        False,
    )
    assert figures_of((await read(harness, f"/{round}/results", on="2023-05-01"))["total"]) == (
        "4",
        "10",
        "40",
        0,
        True,
    )
    await harness.publish(item("repeal", C, "2023-06-01"))
    total = (await read(harness, f"/{round}/results", on="2023-06-01"))["total"]
    assert (total["procedures"], total["gone"]) == (1, 1)


async def test_results_use_the_law_as_known_at_the_given_moment(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)))
    round = await opened(harness)
    (row,) = await harness.service.rows("SELECT max(lower(known)) AS known_from FROM period")
    known_on = row.known_from.isoformat()
    await harness.publish(item("replace", A, "2023-06-01", successor_code=B, content=lasting(5)))
    for params, expected in (({}, "50"), ({"known_on": known_on}, "0")):
        assert figures_of((await read(harness, f"/{round}/results", on="2023-06-01", **params))["total"])[2] == expected


async def test_results_default_to_the_last_day_of_the_round_and_refuse_a_day_before_it_begins(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)))
    round = await opened(harness)
    await harness.publish(
        item("amend", A, "2024-01-01", content=lasting(5), changed_parts=["time_limits"]), signed_on="2023-12-01"
    )
    results = await read(harness, f"/{round}/results")
    assert (results["after_on"], figures_of(results["total"])[2]) == ("2023-12-31", "0")
    assert figures_of((await read(harness, f"/{round}/results", on="2024-01-01"))["total"])[2] == "50"
    response = await harness.http.get(
        f"/v1/review-rounds/{round}/results", params={"on": "2023-03-01"}, headers=harness.service.bearer(READ)
    )
    assert (problem(response)["status"], problem(response)["type"]) == (409, "result-day-before-round")


async def test_results_by_procedure_are_read_page_by_page(harness: ProceduresHarness) -> None:
    await harness.publish(*(item("introduce", code, content=lasting(10)) for code in (A, B, C)))
    round = await opened(harness)
    first = await read(harness, f"/{round}/results", group_by="procedure", limit="2", on="2023-04-01")
    rest = await read(
        harness, f"/{round}/results", group_by="procedure", limit="2", on="2023-04-01", after=first["next"]
    )
    assert [group["key"] for group in (*first["items"], *rest["items"])] == [A, B, C]
    assert rest["next"] is None
    assert first["total"] == rest["total"]


async def test_a_proposal_shows_before_and_after_and_is_adopted_by_the_version_that_states_it(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)))
    round = await opened(harness)
    response = await propose(harness, round, after={"papers": [{"name": "Giấy 0"}]})
    assert response.status_code == 201, response.text
    filed = response.json()
    assert (filed["number"], filed["before"], filed["state"], filed["adopted_by"]) == (1, 1, "proposed", None)
    ((part,),) = [filed["parts"]]
    assert part["part"] == "papers"
    assert [(change["change"], change["path"]) for change in part["changes"]] == [("removed", {"paper": "Giấy 1"})]
    path = f"/{round}/proposals/1"
    await harness.publish(item("amend", A, "2023-05-01", content=lasting(7)))
    assert (await read(harness, path))["state"] == "proposed"
    decision = await harness.publish(item("amend", A, "2023-06-01", content=lasting(6, 1)))
    proposal = await read(harness, path)
    assert (proposal["state"], proposal["adopted_by"]["version"], proposal["adopted_by"]["decision"]["id"]) == (
        "adopted",
        3,
        decision["id"],
    )
    response = await harness.http.post(
        f"/v1/review-rounds{path}/withdraw", json={"reason": "Thôi"}, headers=harness.service.bearer(PROPOSE)
    )
    assert (problem(response)["type"], problem(response)["state"]) == ("proposal-already-settled", "adopted")


async def test_a_version_that_was_cancelled_before_it_was_law_adopts_nothing(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)))
    round = await opened(harness)
    assert (await propose(harness, round, after={"papers": []})).status_code == 201
    await harness.publish(item("amend", A, "2023-08-01", content=lasting(10, 0)))
    assert (await read(harness, f"/{round}/proposals/1"))["state"] == "adopted"
    await harness.publish(item("repeal", A, "2023-07-01"))
    assert (await read(harness, f"/{round}/proposals/1"))["state"] == "proposed"


async def test_an_annulled_decision_adopts_nothing(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)), item("introduce", B, content=lasting(10)))
    round = await opened(harness)
    assert (await propose(harness, round, after={"papers": []})).status_code == 201
    assert (await propose(harness, round, action="repeal", procedure_code=B)).status_code == 201
    adopting = await harness.publish(
        item("amend", A, "2023-06-01", content=lasting(10, 0)), item("repeal", B, "2023-06-01")
    )
    assert [proposal["state"] for proposal in (await read(harness, f"/{round}/proposals"))["items"]] == [
        "adopted",
        "adopted",
    ]
    await harness.annul(adopting["id"], "2023-08-01")
    assert [proposal["state"] for proposal in (await read(harness, f"/{round}/proposals"))["items"]] == [
        "proposed",
        "proposed",
    ]


async def test_a_proposal_to_repeal_is_adopted_by_a_repeal(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)), item("introduce", B, content=lasting(10)))
    round = await opened(harness)
    assert (await propose(harness, round, action="repeal")).status_code == 201
    assert (await propose(harness, round, action="repeal", procedure_code=B)).status_code == 201
    await harness.publish(item("repeal", A, "2023-06-01"), item("amend", B, "2023-06-01", content=lasting(1)))
    shown = (await read(harness, f"/{round}/proposals"))["items"]
    assert [(proposal["number"], proposal["procedure_code"], proposal["state"]) for proposal in shown] == [
        (1, A, "adopted"),
        (2, B, "proposed"),
    ]


async def test_a_proposal_is_withdrawn_once_and_only_in_its_current_revision(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)))
    round = await opened(harness)
    tag = (await propose(harness, round, after={"conditions": "Đủ 18 tuổi"})).headers["ETag"]

    async def withdraw(**headers: str) -> httpx.Response:
        path = f"/v1/review-rounds/{round}/proposals/1/withdraw"
        return await harness.http.post(
            path, json={"reason": "Bộ không đồng ý"}, headers=harness.service.bearer(PROPOSE) | headers
        )

    assert problem(await withdraw(**{"If-Match": '"7"'}))["type"] == "revision-mismatch"
    response = await withdraw(**{"If-Match": tag})
    assert (response.json()["state"], response.json()["withdrawn"]["reason"], response.headers["ETag"]) == (
        "withdrawn",
        "Bộ không đồng ý",
        '"2"',
    )
    assert problem(await withdraw())["state"] == "withdrawn"
    with pytest.raises(IntegrityError, match="it is withdrawn, once"):
        await harness.service.execute("UPDATE review_proposal SET reason = 'khác'")


@pytest.mark.parametrize(
    ("parts", "status", "type"),
    [
        ({"after": {"papers": [{"name": "Giấy 0"}, {"name": "Giấy 1"}]}}, 409, "proposal-changes-nothing"),
        ({}, 422, "proposal-incomplete"),
        ({"action": "repeal", "after": {"papers": []}}, 422, "proposal-incomplete"),
        ({"agency_code": "H60.77", "after": {"papers": []}}, 409, "unknown-agency"),
        ({"procedure_code": B, "after": {"papers": []}}, 404, "procedure-not-found"),
        ({"before": 9, "after": {"papers": []}}, 404, "version-not-found"),
    ],
    ids=["the same", "no parts", "parts of a repeal", "agency", "procedure", "version"],
)
async def test_an_invalid_proposal_is_refused(
    harness: ProceduresHarness, parts: dict[str, Any], status: int, type: str
) -> None:
    await harness.publish(item("introduce", A, content=lasting(10)))
    refusal = problem(await propose(harness, await opened(harness), **parts))
    assert (refusal["status"], refusal["type"]) == (status, type)


async def test_a_missing_round_or_proposal_is_a_404(harness: ProceduresHarness) -> None:
    unknown, round = "01990000-0000-7000-8000-000000000000", await opened(harness)
    for path, type in (
        (f"/{unknown}", "review-round-not-found"),
        (f"/{unknown}/results", "review-round-not-found"),
        (f"/{unknown}/proposals", "review-round-not-found"),
        (f"/{round}/proposals/1", "proposal-not-found"),
    ):
        refusal = problem(await harness.http.get(f"/v1/review-rounds{path}", headers=harness.service.bearer(READ)))
        assert (refusal["status"], refusal["type"]) == (404, type)


async def test_the_examples_of_the_documentation_are_accepted(harness: ProceduresHarness) -> None:
    headers = harness.service.bearer(CATALOGUE, DRAFT, PUBLISH, SET, PROPOSE)
    await harness.http.post("/v1/agencies", json=AGENCIES, headers=headers)
    await harness.http.post("/v1/fields", json=FIELDS, headers=headers)
    draft = await harness.post_draft(DECISION)
    assert (await harness.post_publish(draft.json()["id"])).status_code == 200
    round = await harness.http.post("/v1/review-rounds", json=REVIEW_ROUND, headers=headers)
    assert round.status_code == 201
    filed = await harness.http.post(f"{round.headers['Location']}/proposals", json=PROPOSAL, headers=headers)
    assert filed.status_code == 201, filed.text
