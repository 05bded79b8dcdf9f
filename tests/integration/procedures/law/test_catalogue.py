"""The reads of the catalogue: the law on any day, as this system knew it at any moment, and its chains."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from common.clock import from_text
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

A, B, C = "1.000101", "1.000102", "1.000103"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def codes(harness: ProceduresHarness, **query: str) -> list[str]:
    return [procedure["code"] for procedure in (await harness.get("/v1/procedures", **query))["items"]]


async def test_the_catalogue_is_read_for_any_past_or_future_day(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, "2023-02-01"), item("introduce", B, "2023-05-01"))
    await harness.publish(item("repeal", A, "2027-01-01"))
    assert await codes(harness, in_force_on="2023-01-31") == []
    assert await codes(harness, in_force_on="2023-02-01") == [A]
    assert await codes(harness) == [A, B]
    assert await codes(harness, in_force_on="2027-01-01") == [B]


async def test_today_is_the_day_in_the_province_and_not_in_utc(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, "2026-11-24"))
    harness.service.clock.moment = harness.service.clock.moment.replace(hour=16, minute=59)
    assert await codes(harness) == []
    harness.service.clock.moment = harness.service.clock.moment.replace(hour=17, minute=0)
    assert await codes(harness) == [A]


async def test_known_on_reads_what_was_known_at_that_moment(harness: ProceduresHarness) -> None:
    start = harness.service.clock.now()
    await harness.publish(item("introduce", A, "2023-02-01"))
    harness.service.clock.moment += timedelta(days=1)
    await harness.publish(item("amend", A, "2023-06-01"), back_entered=True, published_on="2023-05-20")
    before, between = (start - timedelta(seconds=1)).isoformat(), (start + timedelta(hours=12)).isoformat()
    assert await harness.version_on(A, "2023-07-01") == 2
    assert await harness.version_on(A, "2023-07-01", known_on=between) == 1
    assert await harness.version_on(A, "2023-07-01", known_on=before) is None
    assert await harness.version_on(A, "2023-07-01", known_on=harness.service.clock.now().isoformat()) == 2
    assert await codes(harness, in_force_on="2023-07-01", known_on=before) == []
    assert await codes(harness, in_force_on="2023-07-01", known_on=between) == [A]


async def test_a_moment_without_a_time_zone_is_refused(harness: ProceduresHarness) -> None:
    response = await harness.http.get("/v1/procedures", params={"known_on": "2026-11-23T05:00:00"})
    assert response.status_code == 422


async def test_moments_of_recording_differ_although_the_clock_pauses_or_goes_back(
    harness: ProceduresHarness,
) -> None:
    moments = []
    for number, on in enumerate(("2023-02-01", "2023-03-01", "2023-04-01")):
        published = await harness.publish(item("amend" if number else "introduce", A, on))
        moments.append(from_text(published["recorded_at"]))
        harness.service.clock.moment -= timedelta(seconds=2 if number else 0)
    assert moments == sorted(set(moments))
    assert [await harness.version_on(A, "2023-05-01", known_on=known.isoformat()) for known in moments] == [1, 2, 3]


async def test_the_catalogue_is_filtered_by_agency_with_subordinates_field_and_level(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(
        item("introduce", A),
        item("introduce", B, content=content("hai", agency_code="H60.02", levels=["district", "commune"])),
        item("introduce", C, content=content("ba", field_code="G17-XD01")),
    )
    assert await codes(harness, agency="H60.02") == [B]
    assert await codes(harness, agency="H60") == [A, B, C]
    assert await codes(harness, agency="H6") == []
    assert await codes(harness, field="G17-XD01") == [C]
    assert await codes(harness, level="commune") == [B]
    assert await codes(harness, level="province", field="G15-TP110") == [A]


async def test_pages_neither_skip_nor_repeat_while_procedures_come_and_go(harness: ProceduresHarness) -> None:
    every_second = [f"1.{n:06}" for n in range(0, 40, 2)]
    await harness.publish(*(item("introduce", code) for code in every_second))
    page = await harness.get("/v1/procedures", limit="7")
    codes_of_pages = [procedure["code"] for procedure in page["items"]]
    await harness.publish(item("introduce", "1.000001"), item("introduce", "1.000021"))
    await harness.publish(item("repeal", "1.000002", "2023-06-01"), item("repeal", "1.000030", "2023-06-01"))
    while page["next"]:
        page = await harness.get("/v1/procedures", limit="7", after=page["next"])
        codes_of_pages += [procedure["code"] for procedure in page["items"]]
    assert codes_of_pages == sorted({*every_second, "1.000021"} - {"1.000030"})


async def test_a_full_last_page_has_no_next_cursor(harness: ProceduresHarness) -> None:
    await harness.publish(*(item("introduce", f"1.{n:06}") for n in range(4)))
    first = await harness.get("/v1/procedures", limit="2")
    second = await harness.get("/v1/procedures", limit="2", after=first["next"])
    assert (len(second["items"]), second["next"]) == (2, None)


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwiYiJd", "WyJhXHUwMDAwIl0", "eyJhIjoxfQ"])
async def test_the_cursor_of_another_operation_is_refused(harness: ProceduresHarness, cursor: str) -> None:
    response = await harness.http.get("/v1/procedures", params={"after": cursor})
    assert (response.status_code, problem(response)["type"]) == (400, "malformed-cursor")


async def test_a_procedure_has_its_complete_content_and_its_decision(harness: ProceduresHarness) -> None:
    complete = content(
        "Xác nhận",
        steps=["Nộp", "Nhận"],
        papers=[{"name": "Tờ khai", "originals": 2, "copies": 1}],
        results=["Giấy xác nhận"],
        channels=[
            {
                "channel": "online",
                "time_limits": [
                    {
                        "amount": "0.5",
                        "unit": "working_day",
                        "note": "từ khi đủ hồ sơ",
                        "fees": [{"name": "Lệ phí", "amount": 8000}],
                    }
                ],
            }
        ],
        audience=["Công dân"],
        conditions="Không quá 18 tuổi",
        population_fields=["full_name"],
    )
    decision = await harness.publish(item("introduce", A, content=complete))
    procedure = await harness.get(f"/v1/procedures/{A}")
    assert procedure["decision"] == {
        name: decision[name] for name in ("id", "number", "issuing_body", "signed_on", "title")
    }
    assert procedure["agency"] == {"code": "H60.01", "name": "Sở Tư pháp"}
    (limit,) = procedure["content"]["channels"][0]["time_limits"]
    assert (limit["amount"], limit["fees"]) == (0.5, [{"name": "Lệ phí", "amount": 8000, "currency": "VND"}])
    ((paper,),) = [group["papers"] for group in procedure["content"]["papers"]]
    assert (paper["name"], paper["originals"], paper["copies"], paper["form"]) == ("Tờ khai", 2, 1, None)
    assert procedure["content"]["steps"] == [{"case": None, "steps": ["Nộp", "Nhận"]}]
    assert procedure["content"]["results"] == [{"code": None, "name": "Giấy xác nhận"}]
    plain = ("audience", "conditions", "population_fields")
    assert {name: procedure["content"][name] for name in plain} == {name: complete[name] for name in plain}


async def test_a_procedure_that_is_not_in_force_differs_from_one_that_never_was(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, "2027-01-01"))
    not_yet = problem(await harness.http.get(f"/v1/procedures/{A}"))
    assert (not_yet["status"], not_yet["type"], not_yet["on"]) == (404, "procedure-not-in-force-on-day", "2026-11-23")
    for path in ("", "/versions", "/chain"):
        unknown = problem(await harness.http.get(f"/v1/procedures/{B}{path}"))
        assert (unknown["status"], unknown["type"]) == (404, "procedure-not-found")
    malformed = problem(await harness.http.get("/v1/procedures/1.00%010101"))
    assert (malformed["status"], malformed["type"]) == (422, "malformed-procedure-code")


async def test_a_repeated_read_is_not_modified_until_the_law_changes(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    tag = (await harness.http.get(f"/v1/procedures/{A}")).headers["ETag"]
    assert (await harness.http.get(f"/v1/procedures/{A}", headers={"If-None-Match": tag})).status_code == 304
    await harness.publish(item("amend", A, "2023-06-01"))
    assert (await harness.http.get(f"/v1/procedures/{A}", headers={"If-None-Match": tag})).status_code == 200


async def test_versions_that_were_never_in_force_are_listed_too(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("amend", A, "2024-01-01", content=content("không bao giờ")))
    await harness.publish(item("repeal", A, "2023-06-01"))
    first, cancelled = (await harness.get(f"/v1/procedures/{A}/versions"))["items"]
    assert first["period"] == {
        "version": 1,
        "effective_from": "2023-02-01",
        "effective_to": "2023-06-01",
        "under_review": False,
    }
    assert (cancelled["number"], cancelled["period"], cancelled["content"]["name"]) == (2, None, "không bao giờ")


async def test_the_chain_shows_the_decisions_and_the_periods_that_they_changed(harness: ProceduresHarness) -> None:
    first = await harness.publish(item("introduce", A))
    second = await harness.publish(item("amend", A, "2024-01-01"))
    third = await harness.publish(item("amend", A, "2023-06-01"))
    fourth = await harness.publish(item("repeal", A, "2023-05-01"))
    links = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert [link["decision"]["id"] for link in links] == [decision["id"] for decision in (first, second, third, fourth)]
    assert [link["kind"] for link in links] == ["introduce", "amend", "amend", "repeal"]
    assert [[period["version"] for period in link["cancelled"]] for link in links] == [[], [], [], [3, 2]]
    out_of_order = links[2]
    assert [
        (period["version"], period["effective_from"], period["effective_to"], period["under_review"])
        for period in out_of_order["opened"]
    ] == [
        (1, "2023-02-01", "2023-06-01", False),
        (3, "2023-06-01", "2024-01-01", False),
        (2, "2024-01-01", None, True),
    ]
    assert [(period["version"], period["effective_to"]) for period in out_of_order["closed"]] == [
        (1, "2024-01-01"),
        (2, None),
    ]
    assert links[3]["legal_document"]["number"] == "104/2022/NĐ-CP"


async def test_the_chain_of_a_successor_names_its_predecessor(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("replace", A, "2023-06-01", successor_code=B))
    (of_successor,) = (await harness.get(f"/v1/procedures/{B}/chain"))["items"]
    assert (of_successor["predecessor_code"], of_successor["successor_code"]) == (A, None)
    of_old = (await harness.get(f"/v1/procedures/{A}/chain"))["items"][-1]
    assert (of_old["predecessor_code"], of_old["successor_code"]) == (None, B)


async def test_a_draft_is_not_in_the_chain(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    await harness.draft(item("repeal", A, "2023-06-01"))
    assert len((await harness.get(f"/v1/procedures/{A}/chain"))["items"]) == 1
