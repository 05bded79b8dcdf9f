"""Values of indicators through the HTTP API: entered by an agency, counted once another person has approved them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reporting.indicators.api.examples import VALUE
from tests.support.entry_requests import OTHER_AGENCY, SHARE, EntryHarness, entry_harness, type_of
from tests.support.postgres import Postgres


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as harness:
        yield harness


async def test_a_value_counts_once_another_person_has_approved_it(entries: EntryHarness) -> None:
    await entries.define()
    value = await entries.enter(estimated=True, note="khoảng")
    assert (value["state"], value["numerator"], value["estimated"]) == ("submitted", "1344", True)
    assert (value["first_day"], value["last_day"]) == ("2023-01-01", "2023-12-31")
    assert await entries.approved() == []
    await entries.approve(value)
    assert await entries.approved() == ["1344"]
    decided = await entries.get(f"/v1/values/{value['id']}")
    assert (decided["state"], decided["decided_by"], decided["ground"]) == ("approved", "officer-2", "Tờ trình 12/TTr")
    assert decided["entered_by"] == "officer-1"


async def test_nobody_approves_or_sends_back_what_they_entered(entries: EntryHarness) -> None:
    await entries.define()
    value = await entries.enter()
    for act in ("approve", "send-back"):
        assert type_of(await entries.decide(act, value, subject="officer-1")) == (409, "own-entry")
    assert await entries.approved() == []


async def test_a_value_is_decided_once(entries: EntryHarness) -> None:
    await entries.define()
    value = await entries.enter()
    assert (await entries.decide("send-back", value)).status_code == 200
    assert type_of(await entries.decide("approve", value)) == (409, "entry-decided-already")
    assert await entries.approved() == []
    corrected = await entries.enter("1345", replaces=value["id"])
    await entries.approve(corrected)
    assert await entries.approved() == ["1345"]


async def test_a_second_value_without_replaces_is_refused_with_the_first(entries: EntryHarness) -> None:
    await entries.define()
    first = await entries.enter()
    response = await entries.try_to_enter(numerator="1400")
    assert type_of(response) == (409, "value-entered-already")
    assert (response.json()["value"], response.json()["numerator"]) == (first["id"], "1344")
    await entries.enter("1400", period="2024")


async def test_a_correction_names_the_last_value_and_counts_once_it_is_approved(entries: EntryHarness) -> None:
    await entries.define()
    first = await entries.enter()
    await entries.approve(first)
    second = await entries.enter("1350", replaces=first["id"])
    assert await entries.approved() == ["1344"]
    response = await entries.try_to_enter(numerator="1360", replaces=first["id"])
    assert type_of(response) == (409, "value-replaced-already")
    assert response.json()["last"] == second["id"]
    await entries.approve(second)
    assert await entries.approved() == ["1350"]
    assert (await entries.get(f"/v1/values/{first['id']}"))["replaced_by"] == second["id"]


async def test_a_value_that_was_replaced_is_no_longer_decided(entries: EntryHarness) -> None:
    await entries.define()
    first = await entries.enter()
    await entries.enter("1350", replaces=first["id"])
    assert type_of(await entries.decide("approve", first)) == (409, "value-replaced-already")


async def test_what_was_approved_when_is_known(entries: EntryHarness) -> None:
    await entries.define()
    clock = entries.service.clock
    first = await entries.enter()
    clock.moment += timedelta(hours=1)
    await entries.approve(first)
    then = clock.moment
    clock.moment += timedelta(days=1)
    await entries.approve(await entries.enter("1350", replaces=first["id"]))
    assert await entries.approved() == ["1350"]
    assert await entries.approved(known_on=then.isoformat()) == ["1344"]
    assert await entries.approved(known_on=(then - timedelta(seconds=1)).isoformat()) == []


async def test_all_values_are_approved_or_none(entries: EntryHarness) -> None:
    await entries.define()
    mine, other = await entries.enter(), await entries.enter(period="2024")
    await entries.approve(other)
    assert type_of(await entries.decide("approve", mine, other)) == (409, "entry-decided-already")
    unknown = {"id": "0197a0c0-0000-7000-8000-000000000009"}
    assert type_of(await entries.decide("approve", mine, unknown)) == (404, "value-not-found")
    assert await entries.approved() == []


async def test_two_at_once_enter_one_first_value(entries: EntryHarness) -> None:
    await entries.define()
    responses = await asyncio.gather(*(entries.try_to_enter(numerator=str(number)) for number in range(6)))
    assert sorted(response.status_code for response in responses) == [201, 409, 409, 409, 409, 409]


async def test_an_agency_enters_only_its_own_indicators(entries: EntryHarness) -> None:
    await entries.define()
    assert type_of(await entries.try_to_enter(agency=OTHER_AGENCY)) == (403, "indicator-of-another-agency")
    assert type_of(await entries.try_to_enter(agency="")) == (403, "indicator-of-another-agency")


@pytest.mark.parametrize(
    ("parts", "field", "rule"),
    [
        ({"period": "2027"}, "period", "future"),
        ({"period": "2023-Q1"}, "period", "period_kind"),
        ({"period": "2023-01-01..2023-12-31"}, "period", "period_kind"),
        ({"period": "2021"}, "period", "not_valid"),
        ({"place": "00691"}, "place", "place"),
        ({"numerator": "-1"}, "numerator", "negative"),
        ({"numerator": "1.5"}, "numerator", "decimals"),
        ({"denominator": "2000"}, "denominator", "denominator_unexpected"),
    ],
)
async def test_a_value_that_does_not_fit_is_refused_with_its_field(
    entries: EntryHarness, parts: dict[str, Any], field: str, rule: str
) -> None:
    await entries.define()
    response = await entries.try_to_enter(**parts)
    assert type_of(response) == (422, "value-invalid")
    assert (response.json()["field"], response.json()["rule"]) == (field, rule)


@pytest.mark.parametrize(
    ("parts", "field", "rule"),
    [
        ({}, "denominator", "denominator_missing"),
        ({"denominator": "9"}, "numerator", "numerator_above_denominator"),
        ({"denominator": "20.25"}, "numerator", "decimals"),
        ({"denominator": "20", "place": "691"}, "place", "place"),
        ({"denominator": "20", "numerator": "-1"}, "numerator", "negative"),
    ],
)
async def test_a_share_has_a_denominator_that_is_not_below_its_numerator(
    entries: EntryHarness, parts: dict[str, Any], field: str, rule: str
) -> None:
    await entries.define(**SHARE)
    share = {"indicator": "reviewed", "period": "2026-Q3", "place": "00691", "numerator": "9.5"}
    response = await entries.try_to_enter(**{**share, **parts})
    assert type_of(response) == (422, "value-invalid")
    assert (response.json()["field"], response.json()["rule"]) == (field, rule)
    assert (await entries.try_to_enter(**share, denominator="9.5")).status_code == 201


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "", "1e400", "1_000", "１２", " 1", "0.1234567", "1234567890123456789"]
)
async def test_what_is_no_exact_number_is_malformed(entries: EntryHarness, number: str) -> None:
    response = await entries.try_to_enter(numerator=number)
    assert type_of(response) == (422, "malformed-request")
    assert response.json()["errors"][0]["pointer"] == "/body/numerator"


async def test_a_binary_fraction_is_malformed(entries: EntryHarness) -> None:
    assert type_of(await entries.try_to_enter(numerator=0.5)) == (422, "malformed-request")


@pytest.mark.parametrize(
    ("period", "type"),
    [
        ("2023-13", "period-malformed"),
        ("2023-07-15..2023-07-01", "period-reversed"),
        ("2001-01-01..2023-07-01", "period-too-long"),
    ],
)
async def test_a_period_that_is_none_is_refused(entries: EntryHarness, period: str, type: str) -> None:
    assert type_of(await entries.try_to_enter(period=period)) == (422, type)
    headers = entries.service.bearer("reports.read")
    response = await entries.service.http.get("/v1/approved-values", params={"period": period}, headers=headers)
    assert type_of(response) == (422, type)


async def test_an_unknown_indicator_or_value_is_not_found(entries: EntryHarness) -> None:
    assert type_of(await entries.try_to_enter()) == (404, "indicator-not-found")
    headers = entries.service.bearer("reports.read")
    response = await entries.service.http.get("/v1/values/0197a0c0-0000-7000-8000-000000000009", headers=headers)
    assert type_of(response) == (404, "value-not-found")


async def test_a_repeated_entry_gets_the_first_response(entries: EntryHarness) -> None:
    await entries.define()
    body = {"indicator": "bts_sites", "period": "2023", "numerator": "1344"}
    key = {"Idempotency-Key": "value-1"}
    first, again = [await entries.post("/v1/values", body, "values.enter", headers=key) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"


async def test_values_are_listed_by_what_became_of_them(entries: EntryHarness) -> None:
    await entries.define()
    values = [await entries.enter(str(year), period=str(year)) for year in (2022, 2023, 2024)]
    await entries.approve(values[0])
    await entries.decide("send-back", values[1])
    states = {
        state: [value["numerator"] for value in (await entries.get("/v1/values", state=state))["items"]]
        for state in ("approved", "sent_back", "submitted")
    }
    assert states == {"approved": ["2022"], "sent_back": ["2023"], "submitted": ["2024"]}
    page = await entries.get("/v1/values", limit=2)
    rest = await entries.get("/v1/values", limit=2, after=page["next"])
    assert [value["numerator"] for value in page["items"] + rest["items"]] == ["2022", "2023", "2024"]
    assert rest["next"] is None
    found = await entries.get("/v1/values", period="2023-01-01..2024-12-31", indicator="bts_sites", agency="H60.01")
    assert [value["numerator"] for value in found["items"]] == ["2023", "2024"]
    assert (await entries.get("/v1/values", agency=OTHER_AGENCY))["items"] == []


async def test_approved_values_are_listed_page_by_page(entries: EntryHarness) -> None:
    await entries.define(**SHARE)
    places = ("00691", "00694", "02215")
    values = [
        await entries.enter("1", indicator="reviewed", period="2026-Q3", place=place, denominator="2")
        for place in places
    ]
    await entries.approve(*values)
    first = await entries.get("/v1/approved-values", period="2026", limit=2)
    second = await entries.get("/v1/approved-values", period="2026", limit=2, after=first["next"])
    assert [value["place"] for value in first["items"] + second["items"]] == list(places)
    assert second["next"] is None
    assert (await entries.get("/v1/approved-values", period="2026-Q2"))["items"] == []


async def test_the_example_of_the_documentation_is_accepted(entries: EntryHarness) -> None:
    await entries.define()
    assert (await entries.post("/v1/values", VALUE, "values.enter")).status_code == 201
