"""What filing needs of the law: the content of the version in force, which is fetched and kept for ever, and the
internal processes that Decisions approved."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from sqlalchemy.exc import IntegrityError

from common.contracts.parts import DecisionRef
from common.contracts.procedures import DecisionAnnulled, DecisionPublished, ProcessApproved, ProcessStep
from online_services.law.clients.content_fetcher import ContentFetcher, ProcedureContents
from tests.support.law_events import AGENCY, INSTRUMENT, amended, introduced, period, recoded
from tests.support.postgres import Postgres
from tests.support.service_harness import NOON, ServiceHarness, service_harness

A, B = "1.000101", "0.000123.H60"
BEGIN, JUNE = date(2023, 2, 1), date(2023, 6, 1)


def body(name: str) -> bytes:
    return orjson.dumps({"name": name, "population_fields": ["full_name"]})


def hash_of(name: str) -> str:
    return sha256(body(name)).hexdigest()


class Source:
    """`procedures`, as far as contents are fetched from it."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.requests: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request.url.path)
        content = self.contents.get(request.url.path.removeprefix("/v1/procedures/"))
        return httpx.Response(404) if content is None else httpx.Response(200, content=content)


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        yield harness


async def fetch(harness: ServiceHarness, source: Source) -> float:
    """One round; returns after how many seconds the process looks again."""
    client = ProcedureContents("http://procedures.test", httpx.MockTransport(source))
    try:
        return await ContentFetcher(harness.runtime, client).round()
    finally:
        await client.close()


async def requirements(harness: ServiceHarness, code: str = A, on: date = BEGIN) -> tuple[int, dict[str, Any]]:
    response = await harness.http.get(f"/v1/filing-requirements/{code}", params={"on": str(on)})
    members = dict(response.json())
    if response.status_code == 503:
        assert response.headers["Retry-After"] == "1"
    return response.status_code, {**members, "type": members.get("type", "").removeprefix("urn:congbo:problem:")}


async def test_the_content_of_each_version_is_fetched_once_and_kept_for_ever(harness: ServiceHarness) -> None:
    source = Source()
    source.contents = {f"{A}/versions/1": body("cũ"), f"{A}/versions/2": body("mới")}
    await harness.apply_events([introduced(A, period(BEGIN, content_sha256=hash_of("cũ")))])
    assert (await requirements(harness))[1]["type"] == "content-not-here-yet"
    await fetch(harness, source)
    await harness.apply_events(
        [amended(A, JUNE, period(BEGIN, JUNE, content_sha256=hash_of("cũ")), period(JUNE, version=2))]
    )
    status, problem = await requirements(harness, on=JUNE)
    assert (status, problem["type"], problem["version"]) == (503, "content-not-here-yet", 2)
    await fetch(harness, source)
    await fetch(harness, source)
    assert source.requests == [f"/v1/procedures/{A}/versions/1", f"/v1/procedures/{A}/versions/2"]
    for day, name, version in ((BEGIN, "cũ", 1), (JUNE, "mới", 2)):
        status, found = await requirements(harness, on=day)
        assert (status, found["version"], found["content"]["name"], found["content_sha256"]) == (
            200,
            version,
            name,
            hash_of(name),
        )
        assert found["population_fields"] == ["full_name"]
    rows = await harness.rows("SELECT version, stated, fetched_at FROM version_content ORDER BY version")
    assert [tuple(row) for row in rows] == [(1, True, NOON), (2, False, NOON)]
    with pytest.raises(IntegrityError):
        await harness.execute("DELETE FROM version_content")


async def test_a_content_that_differs_from_its_hash_is_not_kept(harness: ServiceHarness) -> None:
    source = Source()
    source.contents = {f"{A}/versions/1": body("khác")}
    await harness.apply_events([introduced(A, period(BEGIN, content_sha256=hash_of("cũ")))])
    assert await fetch(harness, source) > 1
    assert (await requirements(harness))[0] == 503
    source.contents = {f"{A}/versions/1": body("cũ")}
    await fetch(harness, source)
    assert (await requirements(harness))[0] == 200


async def test_a_procedure_that_is_no_law_that_day_is_refused(harness: ServiceHarness) -> None:
    await harness.apply_events([introduced(A, period(JUNE))])
    refused = [await requirements(harness, A, BEGIN), await requirements(harness, "1.000999", BEGIN)]
    assert [(status, problem["type"]) for status, problem in refused] == [
        (404, "procedure-not-in-force-on-day"),
        (404, "procedure-not-found"),
    ]


def decision(number: int, signed_on: date) -> DecisionRef:
    return DecisionRef(
        id=f"0199dddd-0000-7000-8000-{number:012}",
        number=f"{number}/QĐ-UBND",
        issuing_body="H60",
        signed_on=signed_on,
        title="Phê duyệt quy trình nội bộ",
    )


def approved(code: str, by: DecisionRef, procedure: str = A, **more: Any) -> ProcessApproved:
    step = ProcessStep(number=1, name="Tiếp nhận", role="Một cửa", hours=4, agency=AGENCY)
    return ProcessApproved(
        process_code=code,
        name=f"Quy trình {code}",
        procedure_code=procedure,
        inter_agency=False,
        agency=AGENCY,
        steps=(step,),
        decision=by,
        **more,
    )


def published(by: DecisionRef) -> DecisionPublished:
    return DecisionPublished(
        decision_id=by.id,
        decision=by,
        agency=AGENCY,
        topics=(),
        items=(),
        processes=1,
        published_on=by.signed_on,
        recorded_at=datetime(2023, 1, 1, tzinfo=UTC),
        back_entered=False,
        late=False,
        first_sequence=1,
    )


def annulled_entirely(by: DecisionRef, since: date) -> DecisionAnnulled:
    return DecisionAnnulled(
        decision_id=by.id,
        decision=by,
        agency=AGENCY,
        instrument=INSTRUMENT,
        legal_document_number="1/NĐ-CP",
        reason="Sai thẩm quyền",
        items=(),
        recorded_at=NOON,
        first_sequence=1,
        effective_from=since,
        entire_decision=True,
    )


async def processes(harness: ServiceHarness, code: str, on: date) -> list[str]:
    _, found = await requirements(harness, code, on)
    return [process["code"] for process in found["processes"]]


async def test_for_each_kind_of_dossier_the_last_approved_process_counts_until_its_decision_is_annulled(
    harness: ServiceHarness,
) -> None:
    source, first, second = Source(), decision(1, date(2023, 3, 1)), decision(2, date(2023, 5, 1))
    source.contents = {f"{B}/versions/1": body("tạm"), "1.000102/versions/1": body("tạm")}
    await harness.apply_events([introduced(B, period(BEGIN))])
    await harness.apply_events([approved("QT.1", first, B), approved("QT.9", first, B, channel="online")])
    await harness.apply_events([published(first), approved("QT.2", second, B), published(second)])
    await fetch(harness, source)
    assert [await processes(harness, B, date(2023, month, 2)) for month in (2, 3, 5)] == [
        [],
        ["QT.1", "QT.9"],
        ["QT.2", "QT.9"],
    ]
    await harness.apply_events([annulled_entirely(second, JUNE)])
    assert await processes(harness, B, JUNE) == ["QT.1", "QT.9"]
    moved = [(first.id, "QT.1"), (first.id, "QT.9"), (second.id, "QT.2")]
    await harness.apply_events([recoded(B, "1.000102", period(BEGIN), processes=moved)])
    await fetch(harness, source)
    for code in ("1.000102", B):
        assert await processes(harness, code, date(2023, 5, 2)) == ["QT.2", "QT.9"]
