"""A repeal or an amendment that rests on a ministry's Decision of publication alone, which has no effective day."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.annex import introducing_row, workbook
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    DRAFT,
    LAW,
    ProceduresHarness,
    instrument,
    item,
    problem,
    procedures_harness,
)

A = "1.000101"
PUBLICATION: dict[str, Any] = {
    "number": "1234/QĐ-BTP",
    "title": "Công bố thủ tục hành chính bị bãi bỏ",
    "issued_on": "2023-01-10",
    "ministry_decision": True,
}
LISTED: dict[str, Any] = {
    "published_as": "list",
    "ministry_publication": {"code": A, "decision_number": "01234/QĐ–BTP"},
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def refusal_of(harness: ProceduresHarness, *items: dict[str, Any], **parts: Any) -> str:
    return str(problem(await harness.post_draft(harness.body(*items, **parts)))["type"])


@pytest.mark.parametrize("cited", [{"legal_document_number": "1234/QÐ-BTP"}, {**LISTED, "legal_document_number": None}])
async def test_a_repeal_rests_on_a_ministry_decision_and_everything_shows_it(
    harness: ProceduresHarness, cited: dict[str, Any]
) -> None:
    await harness.publish(item("introduce", A, "2023-01-01"), signed_on="2023-01-01")
    published = await harness.publish(
        item("repeal", A, "2023-01-10", **cited), legal_documents=[PUBLICATION], signed_on="2023-01-15"
    )
    assert published["timeliness"] is None
    shown = await harness.get(f"/v1/decisions/{published['id']}")
    assert shown["legal_documents"] == [{**PUBLICATION, "effective_on": None, "provincial": False}]
    assert await harness.version_on(A, "2023-01-10") is None
    assert "quyết định công bố của bộ, ngành" in (await harness.http.get(f"/quyet-dinh/{published['id']}")).text
    chain = (await harness.get(f"/v1/procedures/{A}/chain"))["items"][1]
    if "published_as" not in cited:
        assert chain["legal_document"]["ministry_decision"] is True
    for annex in ("docx", "xlsx"):
        assert (await harness.http.get(f"/v1/decisions/{published['id']}/annex.{annex}")).status_code == 200


async def test_the_day_on_which_the_ministry_signed_takes_the_place_of_the_effective_day(
    harness: ProceduresHarness,
) -> None:
    cited: dict[str, Any] = {"legal_document_number": "1234/QĐ-BTP"}
    late: dict[str, Any] = {"legal_documents": [PUBLICATION], "signed_on": "2023-01-15"}
    assert await refusal_of(harness, item("introduce", A, "2023-01-09", **cited), **late) == "effective-before-decision"
    await harness.draft(item("introduce", A, "2023-01-10", **cited), **late)


async def test_a_ministry_publication_that_is_not_listed_is_no_ground(harness: ProceduresHarness) -> None:
    repeal = item("repeal", A, "2023-02-01", **LISTED, legal_document_number=None)
    assert await refusal_of(harness, repeal, legal_documents=[LAW]) == "repeal-without-legal-document"
    assert await refusal_of(harness, repeal, legal_documents=[]) == "repeal-without-legal-document"


@pytest.mark.parametrize(
    "document",
    [
        {**PUBLICATION, "effective_on": "2023-01-10"},
        {**PUBLICATION, "provincial": True},
        {name: value for name, value in LAW.items() if name != "effective_on"},
    ],
)
async def test_a_document_either_takes_effect_or_is_a_ministry_decision(
    harness: ProceduresHarness, document: dict[str, Any]
) -> None:
    assert await refusal_of(harness, item("introduce", A), legal_documents=[document]) == "malformed-request"


async def test_an_instrument_rests_on_a_legal_document(harness: ProceduresHarness) -> None:
    published = await harness.publish(item("introduce", A))
    body = {**instrument(legal_document=PUBLICATION), "effective_from": "2026-11-20", "items": [1]}
    refused = problem(await harness.post_rectification(published["id"], "annulments", body))
    assert (refused["status"], refused["type"]) == (422, "malformed-request")


async def test_a_row_of_an_annex_rests_on_a_ministry_decision(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, "2023-01-01"), signed_on="2023-01-01")
    document = {
        "document_number": "1234/QĐ-BTP",
        "document_title": PUBLICATION["title"],
        "document_issued_on": "10/01/2023",
        "document_kind": "Quyết định công bố của Bộ, ngành",
    }
    repeal = {"number": 1, "kind": "Bãi bỏ", "procedure_code": A, "effective_on": "01/02/2023", **document}
    again = introducing_row(number=2, document_number="1234 / QÐ-BTP", effective_on="01/02/2023")
    heading = {"number": "12/QĐ-UBND", "issuing_body": "H60", "signed_on": "2023-01-15", "agency_code": "H60.01"}
    response = await harness.http.post(
        "/v1/decisions/import",
        content=workbook(repeal, again),
        params={**heading, "title": "Công bố danh mục"},
        headers=harness.service.bearer(DRAFT),
    )
    assert response.status_code == 201, response.text
    shown = (
        await harness.http.get(
            f"/v1/decisions/{response.json()['decision']['id']}", headers=harness.service.bearer(DRAFT)
        )
    ).json()
    assert [document["ministry_decision"] for document in shown["legal_documents"]] == [True]
    assert [item["legal_document_number"] for item in shown["items"]] == ["1234/QĐ-BTP", "1234 / QÐ-BTP"]
    wrong = await harness.http.post(
        "/v1/decisions/import",
        content=workbook({**repeal, "document_effective_on": "10/01/2023"}),
        params={**heading, "number": "13/QĐ-UBND", "title": "Công bố danh mục"},
        headers=harness.service.bearer(DRAFT),
    )
    assert problem(wrong)["faults"][0]["rule"] == "ministry-decision-effective"
