"""A Decision says whose lists it replaces: a recorded Decision by its id, any other by number and day."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from common.contracts.procedures import DecisionPublished
from tests.support.annex import introducing_row, workbook
from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, ProceduresHarness, item, problem, procedures_harness

A, B, C = "1.000101", "1.000102", "1.000103"
OLD = {"number": "977/QĐ-UBND", "signed_on": "2019-05-06"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def test_the_relation_is_shown_from_both_sides_and_in_the_chain(harness: ProceduresHarness) -> None:
    first = await harness.publish(item("introduce", A), number="012/QĐ-UBND")
    second = await harness.publish(item("introduce", B), replaces_lists_of=[{"decision_id": first["id"]}, OLD])
    shown = await harness.get(f"/v1/decisions/{second['id']}")
    replaced, old = shown["replaces_lists_of"]
    assert (replaced["id"], replaced["number"], replaced["title"]) == (first["id"], "012/QĐ-UBND", shown["title"])
    assert old == {"id": None, **OLD, "issuing_body": "H60", "title": None}
    (by,) = (await harness.get(f"/v1/decisions/{first['id']}"))["lists_replaced_by"]
    assert by["id"] == second["id"]
    (link,) = (await harness.get(f"/v1/procedures/{B}/chain"))["items"]
    assert link["replaces_lists_of"] == [replaced, old]
    (former,) = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert [related["id"] for related in former["lists_replaced_by"]] == [second["id"]]
    for page in (f"/quyet-dinh/{second['id']}", f"/thu-tuc/{B}"):
        text = (await harness.http.get(page)).text
        assert "Thay thế danh mục kèm theo" in text
        assert "977/QĐ-UBND" in text
    assert "Danh mục được thay thế bởi" in (await harness.http.get(f"/thu-tuc/{A}")).text
    published = [event for _, event in await harness.emitted_events() if isinstance(event, DecisionPublished)][-1]
    assert [(lists.id, lists.number, lists.canonical_number) for lists in published.replaces_lists_of] == [
        (first["id"], "012/QĐ-UBND", "12/QĐ-UBND"),
        (None, "977/QĐ-UBND", "977/QĐ-UBND"),
    ]
    assert published.canonical_number == published.decision.number


async def test_a_decision_that_is_recorded_later_is_found_by_number_body_and_day(harness: ProceduresHarness) -> None:
    second = await harness.publish(
        item("introduce", B), replaces_lists_of=[{**OLD, "number": "0977/QĐ–UBND"}, {**OLD, "issuing_body": "H22"}]
    )
    old = await harness.publish(
        item("introduce", A, "2019-06-01"), **OLD, legal_documents=[], back_entered=True, published_on="2019-05-07"
    )
    found, other = (await harness.get(f"/v1/decisions/{second['id']}"))["replaces_lists_of"]
    assert (found["id"], found["number"], other["id"]) == (old["id"], "0977/QĐ–UBND", None)
    (by,) = (await harness.get(f"/v1/decisions/{old['id']}"))["lists_replaced_by"]
    assert by["id"] == second["id"]


async def test_a_draft_replaces_no_lists_yet_and_is_not_shown(harness: ProceduresHarness) -> None:
    first = await harness.publish(item("introduce", A))
    draft = await harness.draft(item("introduce", B), replaces_lists_of=[{"decision_id": first["id"]}])
    assert (await harness.get(f"/v1/decisions/{first['id']}"))["lists_replaced_by"] == []
    await harness.post_publish(draft["id"])
    assert len((await harness.get(f"/v1/decisions/{first['id']}"))["lists_replaced_by"]) == 1


async def test_only_lists_of_earlier_published_decisions_are_replaced(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("introduce", A))
    for id in (draft["id"], str(uuid4())):
        refused = problem(
            await harness.post_draft(harness.body(item("introduce", B), replaces_lists_of=[{"decision_id": id}]))
        )
        assert (refused["status"], refused["type"]) == (409, "replaced-decision-not-published")
    later = {**OLD, "signed_on": "2023-01-16"}
    refused = problem(await harness.post_draft(harness.body(item("introduce", B), replaces_lists_of=[later])))
    assert (refused["status"], refused["type"]) == (409, "replaced-lists-not-earlier")


@pytest.mark.parametrize("named", [{}, {"number": "1/QĐ-UBND"}, {"signed_on": "2019-05-06"}, {"decision_id": None}])
async def test_a_decision_is_named_by_id_or_by_number_and_day(
    harness: ProceduresHarness, named: dict[str, str]
) -> None:
    for body in (named, {**OLD, "decision_id": str(uuid4())}):
        refused = problem(await harness.post_draft(harness.body(item("introduce", A), replaces_lists_of=[body])))
        assert (refused["status"], refused["type"]) == (422, "malformed-request")


async def test_an_imported_annex_states_whose_lists_it_replaces(harness: ProceduresHarness) -> None:
    first = await harness.publish(item("introduce", A))
    heading = {"number": "99/QĐ-UBND", "issuing_body": "H60", "signed_on": "2023-01-15", "agency_code": "H60.01"}
    response = await harness.http.post(
        "/v1/decisions/import",
        content=workbook(introducing_row(C)),
        params={**heading, "title": "Công bố danh mục", "replaces_lists_of": [first["id"], "977/QĐ-UBND 2019-05-06"]},
        headers=harness.service.bearer(DRAFT),
    )
    assert response.status_code == 201, response.text
    own = harness.service.bearer(DRAFT)
    id = response.json()["decision"]["id"]
    shown = (await harness.http.get(f"/v1/decisions/{id}", headers=own)).json()
    assert [related["id"] for related in shown["replaces_lists_of"]] == [first["id"], None]
    unreadable = await harness.http.post(
        "/v1/decisions/import",
        content=workbook(introducing_row(C)),
        params={**heading, "title": "Công bố", "replaces_lists_of": ["977/QĐ-UBND"]},
        headers=own,
    )
    assert unreadable.status_code == 422
