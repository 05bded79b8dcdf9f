"""List items and content items through the door: what is refused, what is kept, and that who says nothing goes on as
before."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, LAW, ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
PROVINCE_S = {
    "number": "15/2022/NQ-HĐND",
    "title": "Nghị quyết của tỉnh",
    "issued_on": "2022-12-01",
    "effective_on": "2023-01-01",
    "provincial": True,
}
REFERENCE = {"code": "1.001193.000.00.00.H60", "decision_number": "1872/QĐ-BTP ngày 04/9/2020"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def test_a_list_item_is_kept_with_the_national_record_that_it_points_to(harness: ProceduresHarness) -> None:
    place = content(channels=[{"channel": "direct", "time_limits": [{"amount": 3, "unit": "working_day"}]}])
    published = await harness.publish(
        item("introduce", A, content=place, published_as="list", ministry_publication=REFERENCE)
    )
    for items in (published["items"], (await harness.get(f"/v1/decisions/{published['id']}"))["items"]):
        assert (items[0]["published_as"], items[0]["ministry_publication"]) == ("list", REFERENCE)
    (link,) = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (link["published_as"], link["ministry_publication"]) == ("list", REFERENCE)


async def test_a_list_item_with_the_ministry_s_parts_is_refused(harness: ProceduresHarness) -> None:
    body = harness.body(item("introduce", A, content=content(papers=[{"name": "Tờ khai"}]), published_as="list"))
    found = problem(await harness.post_draft(body, DRAFT))
    assert (found["status"], found["type"], found["parts"]) == (409, "content-not-allowed-for-list", ["papers"])


async def test_a_listed_fee_needs_its_delegation(harness: ProceduresHarness) -> None:
    limit = {"amount": 3, "unit": "working_day", "fees": [{"name": "Lệ phí", "amount": 5000}]}
    one = item(
        "introduce", A, content=content(channels=[{"channel": "direct", "time_limits": [limit]}]), published_as="list"
    )
    found = problem(await harness.post_draft(harness.body(one), DRAFT))
    assert (found["status"], found["type"], found["fees"]) == (409, "fee-not-delegated", ["Lệ phí"])
    published = await harness.publish(
        {**one, "fee_delegation": PROVINCE_S["number"]}, legal_documents=[LAW, PROVINCE_S]
    )
    assert (await harness.get(f"/v1/decisions/{published['id']}"))["items"][0]["fee_delegation"] == PROVINCE_S["number"]


async def test_a_content_item_without_a_provincial_document_is_refused(harness: ProceduresHarness) -> None:
    one = item(
        "introduce",
        A,
        content=content(conditions="Đủ 18 tuổi"),
        published_as="content",
        legal_document_number=LAW["number"],
    )
    found = problem(await harness.post_draft(harness.body(one, legal_documents=[LAW, PROVINCE_S]), DRAFT))
    assert (found["status"], found["type"], found["legal_document_number"]) == (
        409,
        "content-without-provincial-document",
        LAW["number"],
    )
    cited = {**one, "legal_document_number": PROVINCE_S["number"]}
    published = await harness.publish(cited, legal_documents=[LAW, PROVINCE_S])
    shown = (await harness.get(f"/v1/decisions/{published['id']}"))["legal_documents"]
    assert {document["number"]: document["provincial"] for document in shown} == {
        LAW["number"]: False,
        PROVINCE_S["number"]: True,
    }


async def test_an_item_that_does_not_say_what_it_publishes_is_taken_as_before_and_says_so(
    harness: ProceduresHarness,
) -> None:
    whole = content(steps=["Nộp"], papers=[{"name": "Tờ khai"}], conditions="Đủ 18 tuổi")
    published = await harness.publish(item("introduce", A, content=whole))
    assert published["items"][0]["published_as"] is None


async def test_postgresql_itself_lets_only_a_list_item_point_to_the_national_record(harness: ProceduresHarness) -> None:
    await harness.draft(item("introduce", A))
    copied = (
        "INSERT INTO decision_item (decision_id, number, kind, procedure_code, effective_on, legal_document_number,"
        " ministry_publication_code,"
        " ministry_publication_decision_number) SELECT decision_id, 2, 'repeal', '{}', effective_on, '{}', '1.001193', '1/QĐ-BTP'"
        " FROM decision_item"
    ).format(B, LAW["number"])
    with pytest.raises(IntegrityError, match="ck_decision_item_ministry_publication"):
        await harness.service.rows(copied)
