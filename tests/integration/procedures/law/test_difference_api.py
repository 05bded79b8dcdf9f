"""The comparison of two versions: as JSON, and as a page for print."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.contracts.parts import Level, PopulationField
from common.pages.page_language import PageLanguage
from procedures.law.domain.contents import Content, Role
from procedures.law.domain.difference import difference
from procedures.law.domain.difference_lines import DifferenceKind
from procedures.law.domain.parts import Part
from procedures.law.domain.submission_channels import ChannelKind
from procedures.shared.formats.words import VALUES, VOCABULARY, WORDS
from procedures.website.api.pages.difference_page import DifferenceRenderer
from tests.support.contents import contents
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
HOSTILE = "\"><script>alert('x')</script><img src=//evil.example onerror=x> & </td>"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def online(amount: int, *fees: tuple[str, int]) -> list[Any]:
    fees_in = [{"name": name, "amount": fee} for name, fee in fees]
    return [{"channel": "online", "time_limits": [{"amount": amount, "unit": "working_day", "fees": fees_in}]}]


async def two_versions(harness: ProceduresHarness) -> None:
    before = content("Cấp giấy", channels=online(5, ("Lệ phí", 8000)), papers=[{"name": "Đơn"}, {"name": "Sổ hộ khẩu"}])
    after = content(
        "Cấp giấy", channels=online(3, ("Lệ phí", 4000)), papers=[{"name": "Đơn", "form": {"name": "Mẫu 1"}}]
    )
    await harness.publish(item("introduce", A, content=before))
    await harness.publish(item("amend", A, "2023-06-01", content=after))


async def test_the_difference_has_old_and_new_values_and_the_decisions(
    harness: ProceduresHarness,
) -> None:
    await two_versions(harness)
    response = await harness.get(f"/v1/procedures/{A}/difference", **{"from": "1", "to": "2"})
    assert (response["before"]["number"], response["before"]["period"]["effective_to"]) == (1, "2023-06-01")
    assert (response["after"]["number"], response["after"]["decision"]["number"]) == (2, "2/QĐ-UBND")
    assert {part["part"]: part["changes"] for part in response["parts"]} == {
        "papers": [
            {
                "change": "changed",
                "path": {"paper": "Đơn"},
                "aspects": [{"name": "form.name", "before": None, "after": "Mẫu 1"}],
            },
            {
                "change": "removed",
                "path": {"paper": "Sổ hộ khẩu"},
                "aspects": [
                    {"name": "originals", "before": 1, "after": None},
                    {"name": "copies", "before": 0, "after": None},
                ],
            },
        ],
        "time_limits": [
            {
                "change": "changed",
                "path": {"channel": "online", "time_limit": "working_day"},
                "aspects": [{"name": "amount", "before": 5, "after": 3}],
            }
        ],
        "fees": [
            {
                "change": "changed",
                "path": {"channel": "online", "time_limit": "working_day", "fee": "Lệ phí"},
                "aspects": [{"name": "amount", "before": 8000, "after": 4000}],
            }
        ],
    }


async def test_a_version_does_not_differ_from_itself_and_can_be_compared_backwards(harness: ProceduresHarness) -> None:
    await two_versions(harness)
    assert (await harness.get(f"/v1/procedures/{A}/difference", **{"from": "2", "to": "2"}))["parts"] == []
    back = await harness.get(f"/v1/procedures/{A}/difference", **{"from": "2", "to": "1"})
    assert [part["part"] for part in back["parts"]] == ["papers", "time_limits", "fees"]


@pytest.mark.parametrize("path", ["difference", "difference.html"])
async def test_an_unknown_version_differs_from_an_unknown_procedure(harness: ProceduresHarness, path: str) -> None:
    await harness.publish(item("introduce", A))
    missing = problem(await harness.http.get(f"/v1/procedures/{A}/{path}", params={"from": 1, "to": 2}))
    assert (missing["status"], missing["type"], missing["version"]) == (404, "version-not-found", 2)
    unknown = problem(await harness.http.get(f"/v1/procedures/{B}/{path}", params={"from": 1, "to": 2}))
    assert (unknown["status"], unknown["type"]) == (404, "procedure-not-found")
    for params in ({"from": "1"}, {"from": "0", "to": "1"}, {"from": "1", "to": "two"}):
        assert (await harness.http.get(f"/v1/procedures/{A}/{path}", params=params)).status_code == 422


def read(page: str) -> ET.Element:
    """Parses the page, which must be well-formed XML."""
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own page


@pytest.mark.parametrize(("language", "title"), [("vi", "Nội dung sửa đổi, bổ sung"), ("en", "What changed")])
async def test_the_page_for_print_needs_no_other_file_and_marks_changes_in_words(
    harness: ProceduresHarness, language: str, title: str
) -> None:
    await two_versions(harness)
    response = await harness.http.get(
        f"/v1/procedures/{A}/difference.html", params={"from": 1, "to": 2, "lang": language}
    )
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert response.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    page = read(response.text)
    assert page.get("lang") == language
    assert [head.text for head in page.iter("h1")] == [f"{title}: {A}"]
    assert len(list(page.iter("table"))) == 1 + 3
    assert len(list(page.iter("section"))) == 3
    assert {element.text for element in page.iter("del")} >= {"5", "1", {"vi": "8.000", "en": "8,000"}[language]}
    assert "Mẫu 1" in {element.text for element in page.iter("ins")}
    removed = {"vi": "− Bỏ", "en": "− Removed"}[language]
    assert removed in {cell.text for cell in page.iter("td")}
    assert not {"script", "link", "img"} & {element.tag for element in page.iter()}
    assert "@page" in response.text


async def test_the_page_is_vietnamese_by_default_and_has_no_third_language(
    harness: ProceduresHarness,
) -> None:
    await two_versions(harness)
    params = {"from": "2", "to": "2"}
    response = await harness.http.get(f"/v1/procedures/{A}/difference.html", params=params)
    assert "Hai phiên bản không khác nhau." in response.text
    other = await harness.http.get(f"/v1/procedures/{A}/difference.html", params={**params, "lang": "fr"})
    assert other.status_code == 422


async def test_a_hostile_name_is_only_text_on_the_page(harness: ProceduresHarness) -> None:
    hostile = content(HOSTILE, conditions=HOSTILE, steps=[{"case": HOSTILE, "steps": [HOSTILE]}], results=[HOSTILE])
    await harness.publish(item("introduce", A, content=content("Cấp giấy")))
    await harness.publish(item("amend", A, "2023-06-01", content=hostile), title=HOSTILE)
    response = await harness.http.get(f"/v1/procedures/{A}/difference.html", params={"from": 1, "to": 2})
    page = read(response.text)
    assert not {"script", "img"} & {element.tag for element in page.iter()}
    assert [element.text for element in page.iter("ins")].count(HOSTILE) >= 3


def test_the_page_has_a_word_for_every_coded_value() -> None:
    values = {("population_field", field.value) for field in PopulationField} | {
        ("level", level.value) for level in Level
    }
    values |= {("role", role.value) for role in Role} | {("channel", channel) for channel in ChannelKind}
    assert values <= set(VALUES)
    assert {*Part, *DifferenceKind} <= set(WORDS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents, contents, st.sampled_from(["vi", "en"]))
def test_every_difference_can_be_shown_in_both_languages(before: Content, after: Content, language: Any) -> None:
    renderer = DifferenceRenderer(PageLanguage(language, VOCABULARY))
    for part_difference in difference(before, after):
        section = read(renderer.part(part_difference))
        assert len(list(section.iter("tr"))) > len(part_difference.lines)
