"""A Decision that prints one procedure in several of its lists, each numbered for itself."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from common.contracts.procedures import ProcedureEvent
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

A, B, C = "1.000101", "1.000102", "1.000103"
MAY, JUNE, JULY = "2023-05-01", "2023-06-01", "2023-07-01"
NEW, POSTAL = "A. DANH MỤC MỚI BAN HÀNH", "B. DANH MỤC QUA BƯU CHÍNH"
FIELD = "I. Lĩnh vực Hộ tịch"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def items_of_two_lists(on: str = MAY) -> list[dict[str, Any]]:
    """The designation comes first, so that the order of the items decides nothing."""
    return [
        item("designate", A, on, list=POSTAL, list_number="1"),
        item("introduce", A, on, list=NEW, section=FIELD, list_number="1"),
        item("designate", A, on, designation="one_stop", list="C. DANH MỤC TẠI BỘ PHẬN MỘT CỬA", list_number="1.a"),
        item("declare_online", A, on),
        item("confirm", A, on),
    ]


async def link_kinds(harness: ProceduresHarness) -> list[tuple[str, int]]:
    """Kind and number of opened periods of each link of the chain of A."""
    links = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    return [(link["kind"], len(link["opened"])) for link in links]


async def test_one_item_makes_the_version_and_others_designate_it(harness: ProceduresHarness) -> None:
    published = await harness.publish(*items_of_two_lists())
    assert await harness.version_on(A, MAY) == 1
    assert await link_kinds(harness) == [
        ("designate", 0),
        ("introduce", 1),
        ("designate", 0),
        ("declare_online", 0),
        ("confirm", 0),
    ]
    events = [event for _, event in await harness.emitted_events() if isinstance(event, ProcedureEvent)]
    assert [event.item.number for event in events] == [1, 2, 3, 4, 5]
    assert [[period.version for period in event.periods] for event in events] == [[1]] * 5
    printed = [(POSTAL, None, "1"), (NEW, FIELD, "1")]
    assert [(event.list, event.section, event.list_number) for event in events[:2]] == printed
    links = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert [(link["list"], link["section"], link["list_number"]) for link in links[:2]] == printed
    listed = (await harness.get(f"/v1/decisions/{published['id']}"))["items"]
    assert [(shown["list"], shown["section"], shown["list_number"]) for shown in listed[:2]] == printed
    page = (await harness.http.get(f"/quyet-dinh/{published['id']}")).text
    assert f"{NEW}" in page
    assert f"{FIELD}" in page


@pytest.mark.parametrize(
    "items",
    [
        [item("introduce", A), item("amend", A, number=2)],
        [item("repeal", A), item("standardise", A, number=2)],
        [item("replace", B, successor_code=A), item("repeal", A, number=2)],
        [item("declare_online", A), item("declare_online", A, number=2, online_level="partial")],
    ],
)
async def test_two_items_do_not_change_one_procedure(harness: ProceduresHarness, items: list[dict[str, Any]]) -> None:
    refusal = problem(await harness.post_draft(harness.body(*items)))
    assert (refusal["status"], refusal["type"], refusal["items"]) == (409, "several-items-for-procedure", [1, 2])


async def test_what_the_decision_itself_ends_is_not_designated(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    refusal = await harness.publish_refused(item("designate", A, JUNE), item("repeal", A, JUNE))
    assert (refusal["type"], refusal["item"]) == ("procedure-not-in-force", 1)


async def test_the_whole_decision_is_annulled_together(harness: ProceduresHarness) -> None:
    published = await harness.publish(*items_of_two_lists())
    result = await harness.annul(published["id"], MAY)
    assert [(outcome["item"], outcome["periods"]) for outcome in result["procedures"]] == [
        (number, []) for number in (1, 2, 3, 4, 5)
    ]
    assert await harness.version_on(A, MAY) is None
    assert (await link_kinds(harness))[5:] == [(kind, 0) for kind, _ in (await link_kinds(harness))[:5]]


async def test_a_designation_alone_is_annulled_and_what_it_rests_on_is_not(harness: ProceduresHarness) -> None:
    published = await harness.publish(*items_of_two_lists())
    refusal = await harness.annul_refused(published["id"], MAY, 2)
    assert (refusal["type"], refusal["item"]) == ("later-item-depends-on-it", 1)
    await harness.annul(published["id"], MAY, 1, 3, 4, 5)
    assert await harness.version_on(A, MAY) == 1
    await harness.annul(published["id"], MAY, 2)
    assert await harness.version_on(A, MAY) is None


@pytest.mark.parametrize("day", [JUNE, "2023-04-01"])
async def test_days_of_one_procedure_are_corrected_together(harness: ProceduresHarness, day: str) -> None:
    """One after the other would be refused: moved later, or earlier, the designation is not in force for a while."""
    published = await harness.publish(*items_of_two_lists())
    corrected = [{"number": number, "effective_on": day} for number in (1, 2, 3, 4, 5)]
    result = await harness.correct(published["id"], *corrected)
    assert [outcome["effective_on"] for outcome in result["procedures"]] == [day] * 5
    assert [await harness.version_on(A, on) for on in ("2023-03-31", day)] == [None, 1]


async def test_a_decision_recorded_at_the_same_moment_is_replayed_after_the_designation(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("designate", A, MAY))
    repeal = await harness.publish(item("repeal", A, JUNE))
    await harness.annul(repeal["id"], JUNE)
    assert await harness.version_on(A, JULY) == 1


async def test_a_later_decision_is_annulled_and_the_lists_are_replayed_as_they_were_published(
    harness: ProceduresHarness,
) -> None:
    """In the replay of one Decision too, a designation follows what it rests on, whatever their numbers."""
    await harness.publish(*items_of_two_lists())
    repeal = await harness.publish(item("repeal", A, JUNE))
    await harness.annul(repeal["id"], JUNE)
    assert await harness.version_on(A, JULY) == 1


async def test_the_annex_prints_the_lists_of_the_decision_with_their_own_numbers(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", B))
    published = await harness.publish(
        item("introduce", A, MAY, list=NEW, section=FIELD, list_number="1"),
        item("amend", B, MAY, list=NEW, section=FIELD, list_number="2", content=content("Sửa"), changed_parts=None),
        item("designate", A, MAY, list=POSTAL, list_number="1.a"),
        item("introduce", C, MAY),
    )
    response = await harness.http.get(f"/v1/decisions/{published['id']}/annex.docx")
    document = Document(BytesIO(response.content))
    titles = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 2"
    ]
    assert titles[:4] == [
        f"I. {NEW} – {FIELD} (mới ban hành)",
        f"II. {NEW} – {FIELD} (được sửa đổi, bổ sung)",
        f"III. {POSTAL}",
        "IV. Danh mục thủ tục hành chính mới ban hành",
    ]
    assert [table.rows[1].cells[0].text for table in document.tables] == ["1", "2", "1.a", "1"]
