"""The box that says whether a dossier may be filed online, and that says so where it is not known."""

from datetime import date

import httpx
import msgspec
import pytest

from common.pages.page_language import PageLanguage
from common.pages.vocabulary import LANGUAGES
from procedures.shared.formats.words import VALUES, VOCABULARY
from procedures.website.api.pages.online_filing_box import online_filing_box
from procedures.website.queries.online_filing import OnlineFiling, online_filing

DAY = date(2026, 11, 23)
RESPONSE = {
    "procedure_code": "1.000101",
    "may_file": True,
    "obstacle": None,
    "level": "full",
    "offered_from": "2026-07-01",
    "begins": None,
    "ends": "2026-12-01",
}


async def response_of(respond: httpx.MockTransport) -> OnlineFiling | None:
    return await online_filing("http://online.test", "1.000101", DAY, respond)


async def test_the_response_of_the_other_service_is_shown() -> None:
    paths: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        paths.append(str(request.url))
        return httpx.Response(200, json=RESPONSE)

    filing = await response_of(httpx.MockTransport(respond))
    assert paths == ["http://online.test/v1/online-filing/1.000101?on=2026-11-23"]
    box = online_filing_box(PageLanguage("vi", VOCABULARY), filing)
    assert "Nộp trực tuyến được" in box
    assert "(toàn trình)" in box
    assert box.count("<time") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_of_a_partial_service_its_proactive_level_and_its_sets_are_shown(language: str) -> None:
    reason = {"code": "must_be_present", "name": "Phải có mặt", "name_en": "Be present", "legal_basis": "Điều 15"}
    more = {
        "level": "partial",
        "partial_reason": reason,
        "proactive_level": 2,
        "sets": [{"code": "e", "kind": "essential", "name": "Danh mục 2026"}],
    }
    filing = msgspec.json.decode(msgspec.json.encode(RESPONSE | more), type=OnlineFiling)
    box = online_filing_box(PageLanguage(language, VOCABULARY), filing)  # type: ignore[arg-type]  # of LANGUAGES
    for shown in (reason["name" if language == "vi" else "name_en"], "Điều 15", "Danh mục 2026", "2, "):
        assert shown in box
    assert "must_be_present" not in box


@pytest.mark.parametrize("level", ["information_only", "undetermined"])
def test_a_level_at_which_nothing_is_filed_is_named_once(level: str) -> None:
    box = online_filing_box(PageLanguage("vi", VOCABULARY), OnlineFiling(False, level, level, DAY, None, None))
    assert VALUES["online_obstacle", level][0] in box
    assert VALUES["filing_level", level][0] not in box


def refuses(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectTimeout("no response", request=request)


@pytest.mark.parametrize(
    "respond",
    [
        refuses,
        lambda _: httpx.Response(503),
        lambda _: httpx.Response(503, json=RESPONSE),
        lambda _: httpx.Response(404),
        lambda _: httpx.Response(200, content=b"<html>"),
        lambda _: httpx.Response(200, json={"may_file": "yes"}),
    ],
    ids=[
        "no response",
        "unavailable",
        "a refusal",
        "unknown there",
        "a page of a proxy",
        "another form",
    ],
)
async def test_without_a_response_the_box_states_that_it_is_not_known(respond: object) -> None:
    assert await response_of(httpx.MockTransport(respond)) is None  # type: ignore[arg-type]  # one of them raises
    assert "chưa biết" in online_filing_box(PageLanguage("vi", VOCABULARY), None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "obstacle",
    [
        "procedure_not_in_force",
        "not_offered",
        "information_only",
        "undetermined",
        "review_pending",
        "content_not_here_yet",
    ],
)
def test_every_obstacle_has_its_words(language: str, obstacle: str) -> None:
    filing = OnlineFiling(False, obstacle, None, None, DAY, None)
    box = online_filing_box(PageLanguage(language, VOCABULARY), filing)  # type: ignore[arg-type]  # of LANGUAGES
    assert obstacle not in box
    assert ("online_obstacle", obstacle) in VALUES
