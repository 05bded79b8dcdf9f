"""Items that standardise, designate or confirm a procedure: what they change, and what is recorded of them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from common.contracts.parts import ItemKind, OnlineLevel
from common.contracts.procedures import (
    DecisionPublished,
    ProcedureAmended,
    ProcedureAnnulled,
    ProcedureConfirmed,
    ProcedureDeclaredOnline,
    ProcedureDesignated,
    ProcedureEvent,
)
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
MAY, JUNE, JULY = "2023-05-01", "2023-06-01", "2023-07-01"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(item("introduce", A))
        yield harness


async def last_event(harness: ProceduresHarness) -> ProcedureEvent:
    return [event for _, event in await harness.emitted_events() if isinstance(event, ProcedureEvent)][-1]


async def link_of(harness: ProceduresHarness) -> dict[str, Any]:
    """The last link of the chain of A."""
    return dict((await harness.get(f"/v1/procedures/{A}/chain"))["items"][-1])


async def test_a_standardisation_makes_a_version_and_keeps_its_kind(harness: ProceduresHarness) -> None:
    text = content("introduce 1.000101 2023-02-01", results=["Giấy phép"])
    published = await harness.publish(item("standardise", A, JUNE, content=text, changed_parts=None))
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE)] == [1, 2]
    event = await last_event(harness)
    assert isinstance(event, ProcedureAmended)
    assert (event.item.kind, event.changed_parts, event.changed_parts_stated) == ("standardise", ("results",), False)
    (whole,) = [event for _, event in await harness.emitted_events() if isinstance(event, DecisionPublished)][1:]
    assert [(counted.kind, counted.count) for counted in whole.items] == [(ItemKind.STANDARDISE, 1)]
    assert (await link_of(harness))["kind"] == "standardise"
    assert "Chuẩn hóa" in (await harness.http.get(f"/quyet-dinh/{published['id']}")).text


async def test_a_designation_is_recorded_and_changes_no_period(harness: ProceduresHarness) -> None:
    published = await harness.publish(item("designate", A, JUNE, designation="any_place"))
    event = await last_event(harness)
    assert isinstance(event, ProcedureDesignated)
    assert (event.item.kind, event.designation, [period.version for period in event.periods]) == (
        "designate",
        "any_place",
        [1],
    )
    link = await link_of(harness)
    assert (link["kind"], link["designation"], link["opened"], link["closed"]) == ("designate", "any_place", [], [])
    listed = (await harness.get(f"/v1/decisions/{published['id']}"))["items"][0]
    assert (listed["designation"], listed["online_level"]) == ("any_place", None)
    for path in (f"/quyet-dinh/{published['id']}", f"/thu-tuc/{A}"):
        assert "Thực hiện không phụ thuộc vào địa giới hành chính" in (await harness.http.get(path)).text


@pytest.mark.parametrize(("designation", "level"), [("full_online", "full"), ("partial_online", "partial")])
async def test_a_designation_for_an_online_service_and_a_declaration_are_one(
    harness: ProceduresHarness, designation: str, level: str
) -> None:
    """Followers and figures know declarations, so both forms become one."""
    for stated in (
        item("designate", A, JUNE, designation=designation),
        item("declare_online", A, JUNE, online_level=level),
        item("declare_online", A, JUNE, online_level=level, designation=designation),
    ):
        published = await harness.publish(stated)
        shown = published["items"][0]
        assert (shown["kind"], shown["online_level"], shown["designation"]) == ("declare_online", level, designation)
        event = await last_event(harness)
        assert isinstance(event, ProcedureDeclaredOnline)
        assert (event.item.kind, event.online_level, event.designation) == (
            "declare_online",
            OnlineLevel(level),
            designation,
        )


async def test_a_confirmation_is_recorded_and_changes_nothing(harness: ProceduresHarness) -> None:
    await harness.publish(item("confirm", A, JUNE))
    event = await last_event(harness)
    assert isinstance(event, ProcedureConfirmed)
    assert ([period.version for period in event.periods], event.item.kind) == ([1], "confirm")
    link = await link_of(harness)
    assert (link["kind"], link["opened"], link["closed"]) == ("confirm", [], [])


@pytest.mark.parametrize("kind", ["standardise", "designate", "confirm"])
async def test_what_is_not_in_force_is_neither_standardised_nor_designated_nor_confirmed(
    harness: ProceduresHarness, kind: str
) -> None:
    refusal = await harness.publish_refused(item(kind, B, JUNE))
    assert (refusal["status"], refusal["type"]) == (409, "procedure-not-in-force")


@pytest.mark.parametrize("kind", ["standardise", "designate", "confirm"])
async def test_each_can_be_annulled_and_corrected(harness: ProceduresHarness, kind: str) -> None:
    published = await harness.publish(item(kind, A, JUNE))
    corrected = await harness.correct(published["id"], {"number": 1, "effective_on": JULY})
    assert corrected["procedures"][0]["effective_on"] == JULY
    await harness.annul(published["id"], JULY)
    event = await last_event(harness)
    assert isinstance(event, ProcedureAnnulled)
    assert (event.item.kind, event.online_level) == (kind, None)
    assert await harness.version_on(A, JULY) == 1


async def test_a_designation_prevents_the_annulment_of_what_it_rests_on(harness: ProceduresHarness) -> None:
    introduced = await harness.publish(item("introduce", B, MAY))
    await harness.publish(item("designate", B, JUNE))
    refusal = await harness.annul_refused(introduced["id"], MAY)
    assert (refusal["type"], refusal["kind"]) == ("later-item-depends-on-it", "designate")


async def test_a_list_of_designation_is_data(harness: ProceduresHarness) -> None:
    lists = {entry["code"]: entry["online_level"] for entry in (await harness.get("/v1/designations"))["items"]}
    assert lists == {
        "full_online": "full",
        "partial_online": "partial",
        "postal": None,
        "one_stop": None,
        "any_place": None,
    }
    refusal = problem(await harness.post_draft(harness.body(item("designate", A, JUNE, designation="at_home"))))
    assert (refusal["status"], refusal["type"], refusal["designation"]) == (409, "unknown-designation", "at_home")
    own = {"code": "at_home", "name": "Tại nhà"}
    for _ in range(2):
        response = await recorded(harness, own)
        assert response.status_code == 200, response.text
    (entry,) = await harness.service.rows("SELECT code, name FROM register_entry WHERE register = 'designation'")
    assert (entry.code, entry.name) == ("at_home", "Tại nhà")
    await harness.publish(item("designate", A, JUNE, designation="at_home"))


@pytest.mark.parametrize("changed", [{"name": "Khác"}, {"online_level": "full"}])
async def test_a_recorded_list_of_designation_never_changes(
    harness: ProceduresHarness, changed: dict[str, str]
) -> None:
    postal = {"code": "postal", "name": "Tiếp nhận hồ sơ, trả kết quả qua dịch vụ bưu chính công ích", **changed}
    refusal = problem(await recorded(harness, postal))
    assert (refusal["status"], refusal["type"], refusal["designation"]) == (409, "designation-fixed", "postal")


async def recorded(harness: ProceduresHarness, designation: dict[str, str]) -> Any:
    headers = harness.service.bearer(CATALOGUE)
    return await harness.http.post("/v1/designations", json={"designations": [designation]}, headers=headers)
