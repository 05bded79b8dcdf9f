"""List items and content items through the API: what is refused, what is stored, and that items without `published_as`
are unaffected."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, LAW, ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
PROVINCIAL = {
    "number": "15/2022/NQ-HĐND",
    "title": "Nghị quyết của tỉnh",
    "issued_on": "2022-12-01",
    "effective_on": "2023-01-01",
    "provincial": True,
}
PUBLICATION = {"code": "1.001193.000.00.00.H60", "decision_number": "1872/QĐ-BTP ngày 04/9/2020"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def test_a_list_item_is_stored_with_its_ministry_publication(harness: ProceduresHarness) -> None:
    place = content(channels=[{"channel": "direct", "time_limits": [{"amount": 3, "unit": "working_day"}]}])
    published = await harness.publish(
        item("introduce", A, content=place, published_as="list", ministry_publication=PUBLICATION)
    )
    for items in (published["items"], (await harness.get(f"/v1/decisions/{published['id']}"))["items"]):
        assert (items[0]["published_as"], items[0]["ministry_publication"]) == ("list", PUBLICATION)
    (link,) = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (link["published_as"], link["ministry_publication"]) == ("list", PUBLICATION)


async def test_a_list_item_with_a_part_of_the_ministry_is_refused(harness: ProceduresHarness) -> None:
    body = harness.body(item("introduce", A, content=content(papers=[{"name": "Tờ khai"}]), published_as="list"))
    refusal = problem(await harness.post_draft(body, DRAFT))
    assert (refusal["status"], refusal["type"], refusal["parts"]) == (409, "content-not-allowed-for-list", ["papers"])


async def test_a_listed_fee_needs_its_delegation(harness: ProceduresHarness) -> None:
    limit = {"amount": 3, "unit": "working_day", "fees": [{"name": "Lệ phí", "amount": 5000}]}
    listed_item = item(
        "introduce", A, content=content(channels=[{"channel": "direct", "time_limits": [limit]}]), published_as="list"
    )
    refusal = problem(await harness.post_draft(harness.body(listed_item), DRAFT))
    assert (refusal["status"], refusal["type"], refusal["fees"]) == (409, "fee-not-delegated", ["Lệ phí"])
    published = await harness.publish(
        {**listed_item, "fee_delegation": PROVINCIAL["number"]}, legal_documents=[LAW, PROVINCIAL]
    )
    assert (await harness.get(f"/v1/decisions/{published['id']}"))["items"][0]["fee_delegation"] == PROVINCIAL["number"]


async def test_a_content_item_without_a_provincial_document_is_refused(harness: ProceduresHarness) -> None:
    listed_item = item(
        "introduce",
        A,
        content=content(conditions="Đủ 18 tuổi"),
        published_as="content",
        legal_document_number=LAW["number"],
    )
    refusal = problem(await harness.post_draft(harness.body(listed_item, legal_documents=[LAW, PROVINCIAL]), DRAFT))
    assert (refusal["status"], refusal["type"], refusal["legal_document_number"]) == (
        409,
        "content-without-provincial-document",
        LAW["number"],
    )
    cited = {**listed_item, "legal_document_number": PROVINCIAL["number"]}
    published = await harness.publish(cited, legal_documents=[LAW, PROVINCIAL])
    shown = (await harness.get(f"/v1/decisions/{published['id']}"))["legal_documents"]
    assert {document["number"]: document["provincial"] for document in shown} == {
        LAW["number"]: False,
        PROVINCIAL["number"]: True,
    }


async def test_an_item_without_published_as_is_accepted_and_shows_null(
    harness: ProceduresHarness,
) -> None:
    whole = content(steps=["Nộp"], papers=[{"name": "Tờ khai"}], conditions="Đủ 18 tuổi")
    published = await harness.publish(item("introduce", A, content=whole))
    assert published["items"][0]["published_as"] is None


async def test_postgresql_itself_lets_only_a_list_item_name_a_ministry_publication(harness: ProceduresHarness) -> None:
    await harness.draft(item("introduce", A))
    copied = (
        "INSERT INTO decision_item (decision_id, number, kind, procedure_code, effective_on, legal_document_number,"
        " legal_document_canonical_number, ministry_publication_code, ministry_publication_decision_number)"
        " SELECT decision_id, 2, 'repeal', '{}', effective_on, '{}', '{}', '1.001193', '1/QĐ-BTP' FROM decision_item"
    ).format(B, LAW["number"], LAW["number"])
    with pytest.raises(IntegrityError, match="ck_decision_item_ministry_publication"):
        await harness.service.rows(copied)
