"""The personas as JSON and as a page: what they say is what look-ups answer."""

import re
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any

import pytest

from common.contracts.parts import PopulationField
from population_lookup.personas.commands.fill_register import fill_register
from population_lookup.personas.domain.communes import communes_of_today, former_communes
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import BEGIN, CODE, look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness

EVERY_FIELD, FEW_FIELDS = "1.000110", CODE
PAGE = "/nhan-vat-kiem-thu"


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("personas")) as harness:
        async with harness.runtime.engine.begin() as connection:
            await fill_register(connection, 760, seed=6)
        await harness.apply_events(
            [
                introduced(
                    EVERY_FIELD, period(BEGIN, fields=tuple(PopulationField), member_fields=tuple(PopulationField))
                )
            ]
        )
        yield harness


async def personas(harness: ServiceHarness) -> list[dict[str, Any]]:
    return list((await harness.http.get("/v1/personas")).json()["items"])


async def test_forty_personas_are_listed_with_ten_numbers_each(population: ServiceHarness) -> None:
    listed = await personas(population)
    numbers = [number for persona in listed for number in persona["personal_ids"]]
    assert (len(listed), len(numbers), len(set(numbers))) == (40, 400, 400)
    assert listed[0]["personal_ids"][0] == "008190123456"
    assert all(persona["registered"] == 10 for persona in listed)
    assert all(persona["description"]["vi"] and persona["description"]["en"] for persona in listed)


async def test_each_operation_returns_about_a_persona_what_the_list_states(population: ServiceHarness) -> None:
    for persona in await personas(population):
        key = {
            "personal_id": persona["personal_ids"][0],
            "full_name": persona["full_name"],
            "birth_date": persona["birth_date"],
        }
        for result in persona["results"]:
            body = lookup_body(procedure_code=EVERY_FIELD, operation=result["operation"], **key)
            found = (await look_up(population, body)).json()
            assert found["matched"] is True
            assert found["citizen"] == result["citizen"], (persona["name"], result["operation"])
            assert found.get("household_members") == result.get("household_members"), persona["name"]


async def test_a_persona_of_three_generations_shows_who_lives_with_them(population: ServiceHarness) -> None:
    by_name = {persona["name"]: persona for persona in await personas(population)}
    members = {
        name: result["household_members"]
        for name, persona in by_name.items()
        for result in persona["results"]
        if result["operation"] == "CungCapThongTinHoGiaDinh"
    }
    assert len(members) == 40
    assert [member["full_name"] for member in members["head-of-three-generations"]] == [
        "Thái Thị Quế",
        "Phùng Quang Trung",
        "Tô Thị Huyền",
        "Phùng Gia Hân",
    ]
    assert members["elder-alone"] == members["dead"] == []
    assert members["child-of-both-parents"][0]["household_head"]["relation"]["name"] == "Chủ hộ"
    page = (await population.http.get(f"{PAGE}?lang=en")).text
    assert "Other members of the household:" in page
    assert "Phùng Gia Hân (" in page


async def test_all_ten_numbers_and_cards_of_a_persona_are_found(population: ServiceHarness) -> None:
    by_name = {persona["name"]: persona for persona in await personas(population)}
    persona = by_name["old-card"]
    assert by_name["no-old-card"]["old_identity_cards"] == []
    named = {"full_name": persona["full_name"], "birth_date": persona["birth_date"]}
    numbers = [{"personal_id": number} for number in persona["personal_ids"]]
    cards = [{"personal_id": None, "old_identity_card": card} for card in persona["old_identity_cards"]]
    assert len(cards) == 10
    for number in (*numbers, *cards):
        assert (await look_up(population, lookup_body(**named, **number))).json()["matched"] is True


async def test_personas_that_a_register_lacks_are_listed_as_not_registered(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("two")) as harness:
        assert sum(persona["registered"] for persona in await personas(harness)) <= 1  # `DAO` is one of them
        assert "does not hold all of them" in (await harness.http.get(f"{PAGE}?lang=en")).text


async def test_the_page_shows_every_persona_in_both_languages(population: ServiceHarness) -> None:
    listed = await personas(population)
    for language, word in (("vi", "Nhân vật kiểm thử"), ("en", "Personas for tests")):
        page = await population.http.get(f"{PAGE}?lang={language}")
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert f"<h1>{word}</h1>" in page.text
        for persona in listed:
            assert f'id="{persona["name"]}"' in page.text
            assert persona["description"][language].replace("'", "&#x27;") in page.text
            assert all(number in page.text for number in persona["personal_ids"])
    assert "does not hold" not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


async def test_the_style_of_the_page_is_served(population: ServiceHarness) -> None:
    page = (await population.http.get(PAGE)).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0].replace("&amp;", "&")
    assert (await population.http.get(address)).headers["content-type"].startswith("text/css")


async def test_an_unreadable_address_is_a_page_too(population: ServiceHarness) -> None:
    refused = await population.http.get(f"{PAGE}?lang=fr")
    assert (refused.status_code, refused.headers["content-type"]) == (422, "text/html; charset=utf-8")


async def national_note(harness: ServiceHarness, persona: dict[str, Any], procedure_code: str) -> str:
    body = {
        "MaYeuCau": f"note-{persona['name']}-{procedure_code[-3:]}",
        "MaDVC": procedure_code,
        "MaTichHop": "037",
        "MaCanBo": "cb-07",
        "SoDinhDanh": persona["personal_ids"][0],
        "HoVaTen": persona["full_name"],
        "NgayThangNamSinh": {"NgayThangNam": persona["birth_date"]},
    }
    headers = harness.bearer("population.lookup")
    response = await harness.http.post("/v1/TraCuuThongTinCongDan", json=body, headers=headers)
    collection = response.json()["CongdanCollection"]
    assert collection["SoCongDan"] == 1
    return str(collection["GhiChu"])


async def test_where_a_commune_was_divided_the_note_names_its_successors_and_only_if_a_residence_is_disclosed(
    population: ServiceHarness,
) -> None:
    by_name = {persona["name"]: persona for persona in await personas(population)}
    divided = by_name["in-a-divided-commune"]
    note = await national_note(population, divided, EVERY_FIELD)
    text = "Địa chỉ thuộc xã Kim Phú, đã chia từ ngày 01/07/2025 vào phường Minh Xuân, phường Mỹ Lâm"
    assert note.count("đã chia") == 1, "once for two residences"
    assert text in note
    assert "đã chia" not in await national_note(population, divided, FEW_FIELDS)
    assert "đã chia" not in await national_note(population, by_name["old-card"], EVERY_FIELD)


def test_the_divided_communes_of_the_table_are_those_where_residents_live() -> None:
    folder = files("population_lookup") / "migrations" / "versions" / "0010_divided_communes"
    rows = re.findall(r"\('(\d{5})', '2025-07-01', '([^']+)', '([^']+)'", (folder / "register.sql").read_text("utf-8"))
    names = {commune.code: f"{commune.kind} {commune.name}" for commune in communes_of_today()}
    expected = {
        (former.code, f"{former.kind} {former.name}", ", ".join(names[code] for code in sorted(former.into)))
        for former in former_communes()
        if former.is_divided
    }
    assert set(rows) == expected
    assert len(rows) == 5
