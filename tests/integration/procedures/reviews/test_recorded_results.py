"""The result of a review round is computed when an officer records it, and emitted procedure by procedure."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import IntegrityError

from common.contracts.reviews import MeasuredCut, ReviewResultRecorded
from procedures.reviews.api.examples import REVIEW_RESULT
from tests.support.direct_consumer import apply_stream
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness
from tests.support.service_harness import NOON, service_harness

A, B, C = "1.000101", "1.000102", "1.000103"
LATER = NOON + timedelta(hours=1)
MANAGE, READ = "reviews.manage", "reviews.read"
ROUND = {
    "name": "Rà soát 2023",
    "starts_on": "2023-03-01",
    "ends_on": "2023-12-31",
    "legal_basis": "Kế hoạch 10/KH-UBND",
    "targets": [
        {"measure": "processing_time", "minimum_percent": "30"},
        {"measure": "procedures", "minimum_percent": "20"},
    ],
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def lasting(days: int) -> dict[str, Any]:
    return content(channels=[{"channel": "direct", "time_limits": [{"amount": days, "unit": "working_day"}]}])


async def reviewed(harness: ProceduresHarness) -> str:
    """A round in which A takes 7 days in place of 10, B is repealed and C stays as it is."""
    await harness.publish(*(item("introduce", code, content=lasting(10)) for code in (A, B, C)))
    amended = item("amend", A, "2023-06-01", content=lasting(7), changed_parts=["time_limits"])
    await harness.publish(amended, item("repeal", B, "2023-06-01"))
    opened = await harness.http.post("/v1/review-rounds", json=ROUND, headers=harness.service.bearer(MANAGE))
    assert opened.status_code == 201, opened.text
    harness.service.clock.moment = LATER
    return str(opened.json()["id"])


async def record(harness: ProceduresHarness, round: str, scope: str = MANAGE, **body: str) -> httpx.Response:
    return await harness.http.post(
        f"/v1/review-rounds/{round}/recorded-results",
        json={**REVIEW_RESULT, "on": "2023-12-31", **body},
        headers=harness.service.bearer(scope),
    )


async def emitted(harness: ProceduresHarness) -> list[ReviewResultRecorded]:
    return [event for _, event in await harness.emitted_events() if isinstance(event, ReviewResultRecorded)]


def time_cut(numerator: str) -> MeasuredCut:
    return MeasuredCut(
        measure="processing_time", unit="working_day", numerator=numerator, denominator="10", not_comparable=0
    )


async def test_what_was_cut_is_emitted_for_each_procedure_of_the_first_day(harness: ProceduresHarness) -> None:
    round = await reviewed(harness)
    recorded = await record(harness, round)
    assert recorded.status_code == 201, recorded.text
    assert recorded.headers["Event-Position"] == f"procedures/0:{len(await harness.emitted_events())}"
    body = recorded.json()
    assert (body["number"], body["procedures"], body["gone"], body["compared_on"]) == (1, 3, 1, "2023-12-31")
    of_a, of_b, of_c = await emitted(harness)
    assert [event.procedure_code for event in (of_a, of_b, of_c)] == [A, B, C]
    kept = MeasuredCut(measure="procedures", unit=None, numerator="0", denominator="1", not_comparable=0)
    assert of_a.cuts == (kept, time_cut("3"))
    assert of_c.cuts == (kept, time_cut("0"))
    assert (of_b.gone, of_b.cuts[0].numerator, of_b.cuts[1].not_comparable) == (True, "1", 1)
    assert (of_a.round.id, of_a.round.legal_basis, of_a.result) == (round, "Kế hoạch 10/KH-UBND", 1)
    assert (of_a.compared_on, of_a.ground, of_a.recorded_at) == (date(2023, 12, 31), REVIEW_RESULT["ground"], LATER)
    assert of_a.agencies == ("H60.01",)


async def test_a_result_equals_the_computed_one_and_a_later_one_is_kept_beside_it(harness: ProceduresHarness) -> None:
    round = await reviewed(harness)
    first = (await record(harness, round, on="2023-05-31")).json()
    last = (await record(harness, round, ground="Báo cáo 400/BC-UBND")).json()
    assert (first["gone"], last["gone"], last["number"]) == (0, 1, 2)
    path, headers = f"/v1/review-rounds/{round}", harness.service.bearer(READ)
    listed = (await harness.http.get(f"{path}/recorded-results", params={"limit": "1"}, headers=headers)).json()
    assert listed["items"] == [last]
    query = {"limit": "1", "after": listed["next"]}
    assert (await harness.http.get(f"{path}/recorded-results", params=query, headers=headers)).json() == {
        "items": [first],
        "next": None,
    }
    query = {"on": last["compared_on"], "known_on": last["recorded_at"]}
    computed = (await harness.http.get(f"{path}/results", params=query, headers=headers)).json()["total"]
    assert (computed["procedures"], computed["gone"]) == (last["procedures"], last["gone"])
    share = computed["targets"][0]["shares"][0]
    cuts = [event.cuts[1] for event in await emitted(harness) if event.result == 2]
    assert int(share["numerator"]) == sum(int(cut.numerator) for cut in cuts)
    assert int(share["denominator"]) == sum(int(cut.denominator) for cut in cuts)


async def test_a_result_is_recorded_of_law_that_is_in_force_by_whoever_manages_rounds(
    harness: ProceduresHarness,
) -> None:
    round = await reviewed(harness)
    assert problem(await record(harness, round, on="2023-03-01"))["type"] == "result-day-before-round"
    assert problem(await record(harness, round, on="2027-01-01"))["type"] == "result-day-in-future"
    assert problem(await record(harness, round, scope=READ))["type"] == "insufficient-scope"
    unknown = await record(harness, "0197a0c0-0000-7000-8000-000000000001")
    assert problem(unknown)["type"] == "review-round-not-found"
    assert await emitted(harness) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE review_result SET gone = 2", "DELETE FROM review_result", "TRUNCATE review_result"]
)
async def test_postgresql_refuses_to_change_a_recorded_result(harness: ProceduresHarness, statement: str) -> None:
    await record(harness, await reviewed(harness))
    with pytest.raises(IntegrityError, match="append-only"):
        await harness.service.execute(statement)


async def test_reporting_keeps_what_was_cut_of_each_result(
    harness: ProceduresHarness, postgres: Postgres, tmp_path: Path
) -> None:
    round = await reviewed(harness)
    await record(harness, round, on="2023-05-31")
    await record(harness, round)
    async with service_harness(postgres, "reporting", tmp_path) as reporting:
        await apply_stream(harness.service, reporting)
        rows = await reporting.rows(
            "SELECT result, procedure_code, measure, unit, numerator, denominator, not_comparable, gone"
            " FROM projected.review_cut WHERE round_id = :round AND measure = 'processing_time' ORDER BY 1, 2",
            round=round,
        )
    time = ("processing_time", "working_day")
    assert [tuple(row) for row in rows] == [
        *((1, code, *time, "0", "10", 0, False) for code in (A, B, C)),
        (2, A, *time, "3", "10", 0, False),
        (2, B, *time, "0", "0", 1, True),
        (2, C, *time, "0", "10", 0, False),
    ]
