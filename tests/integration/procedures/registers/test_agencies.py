"""Agencies end, for example where provinces merge: a new Decision cannot name an agency that has ended, and old
Decisions are unaffected."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CATALOGUE,
    DRAFT,
    ProceduresHarness,
    content,
    item,
    problem,
    procedures_harness,
)

A = "1.000101"
PROCESS = {"code": "QT.1", "procedure_code": A, "name": "Quy trình", "agency_code": "H60.02"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def record(harness: ProceduresHarness, **days: str | None) -> Any:
    body = {"agencies": [{"code": "H60.02", "name": "Sở Xây dựng", **days}]}
    return await harness.http.post("/v1/agencies", json=body, headers=harness.service.bearer(CATALOGUE))


async def days_of(harness: ProceduresHarness) -> tuple[str | None, str | None]:
    agency = (await harness.get("/v1/agencies"))["items"][1]
    return agency["valid_from"], agency["valid_to"]


@pytest.mark.parametrize(
    ("items", "parts"),
    [
        ([item("introduce", A)], {"agency_code": "H60.02"}),
        ([item("introduce", A, content=content(agency_code="H60.02"))], {}),
        ([item("introduce", A, content=content(agencies=[{"role": "delegated", "code": "H60.02"}]))], {}),
        ([item("introduce", A)], {"processes": [PROCESS]}),
    ],
    ids=["agency of the Decision", "agency of a content", "agency in a role", "agency of a process"],
)
async def test_a_decision_names_no_agency_that_is_not_valid_on_its_own_day(
    harness: ProceduresHarness, items: list[Any], parts: Any
) -> None:
    assert (await record(harness, valid_from="2023-01-10", valid_to="2023-01-20")).status_code == 200
    for day, accepted in (("2023-01-09", False), ("2023-01-10", True), ("2023-01-19", True), ("2023-01-20", False)):
        response = await harness.post_draft(harness.body(*items, signed_on=day, **parts), DRAFT)
        if accepted:
            assert response.status_code == 201, response.text
        else:
            refusal = problem(response)
            assert (refusal["status"], refusal["type"], refusal["agencies"], refusal["on"]) == (
                409,
                "agency-not-valid",
                ["H60.02"],
                day,
            )


async def test_decisions_of_an_agency_that_ended_stay_readable_under_its_name(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A, content=content(agency_code="H60.02")), agency_code="H60.02")
    await record(harness, valid_to="2025-07-01")
    assert (await harness.get(f"/v1/procedures/{A}"))["agency"] == {"code": "H60.02", "name": "Sở Xây dựng"}
    assert (await harness.get(f"/v1/decisions/{decision['id']}"))["agency_name"] == "Sở Xây dựng"
    moved = item("amend", A, "2025-08-01", content=content(agency_code="H60.01"), changed_parts=["agency"])
    await harness.publish(moved, signed_on="2025-07-01")
    assert (await harness.get(f"/v1/procedures/{A}"))["agency"]["code"] == "H60.01"


async def test_a_day_that_is_not_given_stays_and_a_mistaken_end_can_be_removed(harness: ProceduresHarness) -> None:
    await record(harness, valid_from="2020-01-01")
    await record(harness, valid_to="2025-07-01")
    assert await days_of(harness) == ("2020-01-01", "2025-07-01")
    await record(harness)
    assert await days_of(harness) == ("2020-01-01", "2025-07-01")
    await record(harness, valid_to=None)
    assert await days_of(harness) == ("2020-01-01", None)
    entries = await harness.service.rows(
        "SELECT valid_from::text, valid_to::text FROM register_entry WHERE code = 'H60.02' ORDER BY id"
    )
    assert [tuple(entry) for entry in entries] == [
        (None, None),
        ("2020-01-01", None),
        ("2020-01-01", "2025-07-01"),
        ("2020-01-01", None),
    ]


async def test_an_agency_does_not_end_before_it_begins(harness: ProceduresHarness) -> None:
    await record(harness, valid_from="2020-01-01")
    refusal = problem(await record(harness, valid_to="2020-01-01"))
    assert (refusal["status"], refusal["type"], refusal["agency"]) == (409, "validity-reversed", "H60.02")
    assert await days_of(harness) == ("2020-01-01", None)
