"""One number in several spellings is one number: of Decisions, and of the legal documents that items cite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.postgres import Postgres
from tests.support.procedures_harness import LAW, ProceduresHarness, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
SEVEN = ["12/QĐ-UBND", "12 / QĐ - UBND", "12/QÐ-UBND", "12/QĐ–UBND", "12/qđ-ubnd", "012/QĐ-UBND", "12/QĐ-UBND."]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def test_of_seven_spellings_of_one_number_one_becomes_a_decision(harness: ProceduresHarness) -> None:
    written, *others = reversed(SEVEN)
    first = await harness.publish(item("introduce", A), number=written)
    for spelling in others:
        refused = problem(await harness.post_draft(harness.body(item("introduce", B), number=spelling)))
        assert (refused["type"], refused["decision"]) == ("decision-number-taken", first["id"])
        assert (refused["number"], refused["canonical_number"]) == (spelling, "12/QĐ-UBND")
    assert len((await harness.get("/v1/decisions"))["items"]) == 1


async def test_what_was_written_is_shown_beside_the_canonical_form_and_both_find_it(
    harness: ProceduresHarness,
) -> None:
    published = await harness.publish(item("introduce", A), number="012/qđ–ubnd.")
    await harness.publish(item("introduce", B))
    shown = await harness.get(f"/v1/decisions/{published['id']}")
    assert (shown["number"], shown["canonical_number"]) == ("012/qđ–ubnd.", "12/QĐ-UBND")
    for spelling in SEVEN:
        found = (await harness.get("/v1/decisions", number=spelling))["items"]
        assert [decision["id"] for decision in found] == [published["id"]]
    assert (await harness.get("/v1/decisions", number="120/QĐ-UBND"))["items"] == []
    assert "12/QĐ-UBND" in (await harness.http.get(f"/quyet-dinh/{published['id']}")).text


async def test_a_number_that_is_taken_in_another_spelling_is_refused_when_it_is_signed(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), number="12/QĐ-UBND")
    draft = await harness.draft(item("introduce", B), number=None)
    await harness.post_submit(draft["id"])
    await harness.post_approve(draft["id"])
    refused = problem(await harness.post_sign(draft["id"], number="12/QĐ–UBND"))
    assert refused["type"] == "decision-number-taken"
    assert (await harness.post_sign(draft["id"], number="13/QĐ–UBND")).status_code == 200
    again = await harness.post_sign(draft["id"], number="13/QĐ-UBND")
    assert (again.status_code, again.json()["number"]) == (200, "13/QĐ–UBND")


async def test_an_item_cites_a_listed_document_in_any_spelling(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    listed = {**LAW, "number": "0104/2022/NĐ–CP"}
    repeal = item("repeal", A, "2023-03-01", legal_document_number="104 / 2022/nđ-cp.")
    published = await harness.publish(repeal, legal_documents=[listed])
    shown = await harness.get(f"/v1/decisions/{published['id']}")
    kinds = {"provincial": False, "ministry_decision": False}
    assert shown["legal_documents"] == [{**listed, **kinds, "canonical_number": "104/2022/NĐ-CP"}]
    (cited,) = shown["items"]
    assert cited["legal_document_number"] == "104 / 2022/nđ-cp."
    assert cited["legal_document_canonical_number"] == "104/2022/NĐ-CP"
    chain = await harness.get(f"/v1/procedures/{A}/chain")
    assert chain["items"][1]["legal_document"]["number"] == listed["number"]
    annex = await harness.http.get(f"/v1/decisions/{published['id']}/annex.xlsx")
    assert annex.status_code == 200


async def test_one_document_in_two_spellings_is_listed_twice_and_refused(harness: ProceduresHarness) -> None:
    body = harness.body(item("introduce", A), legal_documents=[LAW, {**LAW, "number": "104/2022/NÐ-CP"}])
    refused = problem(await harness.post_draft(body))
    assert (refused["status"], refused["type"]) == (422, "malformed-request")
