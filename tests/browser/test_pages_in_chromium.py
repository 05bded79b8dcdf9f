"""The pages for people in a real browser, on the screens of a phone and of a desk: axe finds no violation, nothing
is loaded from other origins, and everything works by keyboard.

Screenshots of every page go to the folder that `CONGBO_SCREENSHOTS` names; without it none are taken, which saves a
third of the time.
"""

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.async_playwright import DEFAULT_OPTIONS, Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.support.lookup_harness import lookup_harness
from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, content, item, procedures_harness
from tests.support.requirements import only_in_full_run
from tests.support.served_app import serve_app
from tests.support.small_dataset import BIRTH, FORMER, HOSTILE, LATER, PLAN, load_small_dataset

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = {"phone": (320, 640), "desk": (1280, 900)}
RARELY = only_in_full_run("pages in all but one combination, a minute of CPU")
PAIRWISE = [
    ("phone", "vi", "light"),
    pytest.param("phone", "en", "dark", marks=RARELY),
    pytest.param("desk", "vi", "dark", marks=RARELY),
    pytest.param("desk", "en", "light", marks=RARELY),
]
"""Pairwise combinations: every width with every language and scheme, every language with every scheme."""
VISUAL_RULES = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
RULES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": VISUAL_RULES}}
"""In the dark scheme only the rules whose result depends on colours and sizes; the light scheme checks all others at
each width and in each language."""
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true", reason="NO CHROMIUM HERE: install the package `chromium`"
)


@dataclass
class Site:
    """`pages` are paths by a name, each with its status; `token` is that of an officer who may read the `draft`."""

    address: str
    browser: Browser
    shots: Path | None
    pages: dict[str, tuple[str, int]] = field(default_factory=dict)
    draft: str = ""
    token: str = ""

    async def shoot(self, page: Page, name: str) -> None:
        if self.shots is not None:
            await page.screenshot(path=self.shots / f"{name}.png", full_page=True)


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    assert CHROMIUM is not None, "CI must have chromium"
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        await opened.close()


@pytest.fixture(scope="module")
async def site(browser: Browser, postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    named = os.environ.get("CONGBO_SCREENSHOTS")
    async with procedures_harness(postgres, folder) as harness:
        dataset = await load_small_dataset(harness, others=60)
        await harness.publish(item("introduce", "2.009999", content=content(HOSTILE, steps=[HOSTILE])))
        async with serve_app(harness.service) as address:
            pages = {
                "catalogue": ("/", 200),
                "filtered": ("/?field=G17-XD01&level=province", 200),
                "nothing": ("/?in_force_on=2020-01-01", 200),
                "found": ("/tim-kiem?q=khai+sinh", 200),
                "not-found": ("/tim-kiem?q=zzz", 200),
                "search": ("/tim-kiem", 200),
                "procedure": (f"/thu-tuc/{BIRTH}", 200),
                "earlier": (f"/thu-tuc/{BIRTH}?in_force_on=2023-03-01", 200),
                "no-law": (f"/thu-tuc/{FORMER}", 404),
                "later": (f"/thu-tuc/{LATER}", 200),
                "hostile": ("/thu-tuc/2.009999", 200),
                "difference": (f"/thu-tuc/{BIRTH}/thay-doi?from=1&to=2", 200),
                "decisions": ("/quyet-dinh", 200),
                "decision": (f"/quyet-dinh/{dataset.first}", 200),
                "annulled": (f"/quyet-dinh/{dataset.annulled}", 200),
                "corrected": (f"/quyet-dinh/{dataset.corrected}", 200),
                "impact": ("/can-bo/tac-dong", 200),
                "unknown": ("/thu-tuc/1.999999", 404),
                "bad": ("/thu-tuc/x", 422),
            }
            draft = await harness.draft(item("repeal", "2.009999", "2026-12-01"))
            token = harness.service.issuer.token("officer-1", [DRAFT], agency="H60.01")
            yield Site(address, browser, Path(named) if named else None, pages, draft["id"], token)


class WatchedPage:
    """A page, with the requests that it sent to other origins, and its errors and warnings."""

    def __init__(self, site: Site, page: Page) -> None:
        self.page = page
        self.elsewhere: list[str] = []
        self.wrong: list[str] = []
        page.on(
            "request",
            lambda request: None if request.url.startswith(site.address) else self.elsewhere.append(request.url),
        )
        page.on(
            "console", lambda message: self.wrong.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: self.wrong.append(f"a dialog: {dialog.message}"))

    def assert_nothing_went_wrong(self, status: int = 200) -> None:
        about_status = [text for text in self.wrong if f"status of {status}" in text]
        assert [text for text in self.wrong if text not in about_status or status == 200] == []
        assert self.elsewhere == []


async def open_page(
    site: Site, width: str, language: str = "vi", **options: object
) -> tuple[BrowserContext, WatchedPage]:
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    locale = {"vi": "vi-VN", "en": "en-GB"}[language]
    context = await site.browser.new_context(viewport=size, locale=locale, **options)  # type: ignore[arg-type]
    context.set_default_timeout(90_000)
    return context, WatchedPage(site, await context.new_page())


@pytest.mark.parametrize(("width", "language", "scheme"), PAIRWISE)
async def test_axe_finds_nothing_on_any_page(site: Site, width: str, language: str, scheme: str) -> None:
    context, watched = await open_page(site, width, language, color_scheme=scheme)
    found: list[str] = []
    for name, (path, status) in site.pages.items():
        response = await watched.page.goto(site.address + path)
        assert response is not None
        assert response.status == status
        assert await watched.page.get_attribute("html", "lang") == language
        results = await Axe().run(watched.page, options={**DEFAULT_OPTIONS, **RULES[scheme]})
        found += [
            f"{name}: {violation['id']}: {[node['html'] for node in violation['nodes']]}"
            for violation in results.response["violations"]
        ]
        wider = await watched.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, f"{name} moves sideways by {wider} px"
        await site.shoot(watched.page, f"{name}-{width}-{language}-{scheme}")
        watched.assert_nothing_went_wrong(status)
        watched.wrong.clear()
    assert found == []
    await context.close()


async def focused(page: Page) -> str:
    text: str = await page.evaluate("(document.activeElement.id || document.activeElement.textContent).trim()")
    return text


async def tab_to(page: Page, target: str, most: int = 40) -> None:
    for _ in range(most):
        await page.keyboard.press("Tab")
        if await focused(page) == target:
            outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", "the focused element must be visible as such"
            return
    raise AssertionError(f"{target} did not get the focus")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_a_procedure_is_searched_and_read_by_keyboard_alone(site: Site, scripts: bool) -> None:
    context, watched = await open_page(site, "phone", java_script_enabled=scripts)
    await watched.page.goto(site.address)
    await watched.page.keyboard.press("Tab")
    assert await focused(watched.page) == "Đến nội dung chính"
    await tab_to(watched.page, "q")
    await watched.page.keyboard.type("dang ky khai")
    await watched.page.keyboard.press("Enter")
    await watched.page.wait_for_url("**/tim-kiem?q=*")
    assert await watched.page.input_value("#q") == "dang ky khai"
    await tab_to(watched.page, "Đăng ký khai sinh")
    await watched.page.keyboard.press("Enter")
    await watched.page.wait_for_url(f"**/thu-tuc/{BIRTH}")
    assert await watched.page.text_content("h1") == "Đăng ký khai sinh"
    await watched.page.go_back()
    assert "/tim-kiem" in watched.page.url
    assert await watched.page.input_value("#q") == "dang ky khai"
    watched.assert_nothing_went_wrong()
    await context.close()


async def test_the_skip_link_moves_the_focus_to_the_content(site: Site) -> None:
    context, watched = await open_page(site, "desk")
    await watched.page.goto(site.address)
    await watched.page.keyboard.press("Tab")
    await watched.page.keyboard.press("Enter")
    await watched.page.keyboard.press("Tab")
    assert await focused(watched.page) == "field"
    await context.close()


async def test_the_search_box_suggests_names_while_typing_without_diacritics(site: Site) -> None:
    context, watched = await open_page(site, "desk")
    await watched.page.goto(site.address)
    await watched.page.type("#q", "khai sinh")
    option = watched.page.locator("#goi-y option")
    await option.first.wait_for(state="attached")
    assert await option.first.get_attribute("value") == "Đăng ký khai sinh"
    assert "khai sinh" in (await option.first.get_attribute("label") or await option.first.text_content() or "")
    await watched.page.fill("#q", "")
    await option.first.wait_for(state="detached")
    watched.assert_nothing_went_wrong()
    await context.close()


async def test_a_hostile_name_does_nothing_in_a_browser(site: Site) -> None:
    context, watched = await open_page(site, "desk")
    await watched.page.goto(f"{site.address}/thu-tuc/2.009999")
    assert HOSTILE in (await watched.page.text_content("h1") or "")
    await watched.page.type("#q", "script")
    await watched.page.locator("#goi-y option").first.wait_for(state="attached")
    assert await watched.page.locator("img").count() == 0
    watched.assert_nothing_went_wrong()
    await context.close()


async def test_the_form_of_a_page_shows_the_law_of_any_day(site: Site) -> None:
    context, watched = await open_page(site, "phone", "en")
    await watched.page.goto(f"{site.address}/thu-tuc/{BIRTH}?lang=en")
    await watched.page.fill("main #in_force_on", "2023-03-01")
    await watched.page.click("main form button >> nth=0")
    await watched.page.wait_for_url("**in_force_on=2023-03-01**")
    assert "lang=en" in urlsplit(watched.page.url).query
    assert "1 working days" in (await watched.page.text_content("main") or "")
    await watched.page.select_option("#from", "1")
    await watched.page.select_option("#to", "2")
    await watched.page.get_by_role("button", name="Compare").click()
    await watched.page.wait_for_url("**/thay-doi**")
    assert await watched.page.locator("del").all_text_contents() == ["1"]
    watched.assert_nothing_went_wrong()
    await context.close()


async def test_the_language_is_changed_by_a_link_on_the_same_page(site: Site) -> None:
    context, watched = await open_page(site, "phone")
    await watched.page.goto(f"{site.address}/?field=G17-XD01")
    await watched.page.click("text=English")
    await watched.page.wait_for_url("**lang=en**")
    assert await watched.page.get_attribute("html", "lang") == "en"
    assert await watched.page.locator(f"a[href*='{PLAN}']").count() == 1
    assert await watched.page.locator(f"a[href*='{BIRTH}']").count() == 0
    watched.assert_nothing_went_wrong()
    await context.close()


async def test_the_printed_page_shows_the_procedure_without_the_forms(site: Site) -> None:
    context, watched = await open_page(site, "desk")
    await watched.page.goto(f"{site.address}/thu-tuc/{BIRTH}")
    await watched.page.emulate_media(media="print")
    assert not await watched.page.is_visible("#q")
    assert await watched.page.is_visible("text=Hẹn ngày tại nhà")
    assert (await watched.page.pdf(format="A4")).startswith(b"%PDF")
    await site.shoot(watched.page, "procedure-print")
    await context.close()


@only_in_full_run("every operation is rendered, ten seconds of CPU")
async def test_the_api_reference_shows_every_operation_under_its_strict_policy(site: Site) -> None:
    page = await site.browser.new_page()
    watched = WatchedPage(site, page)
    await page.goto(f"{site.address}/docs")
    await page.locator(".opblock-summary-path", has_text="/v1/agencies").first.wait_for(timeout=120_000)
    watched.assert_nothing_went_wrong()
    await page.close()


@pytest.mark.parametrize(("width", "language"), [("phone", "vi"), pytest.param("desk", "en", marks=RARELY)])
async def test_axe_finds_nothing_on_the_page_of_the_personas(
    browser: Browser, postgres: Postgres, tmp_path: Path, width: str, language: str
) -> None:
    async with lookup_harness(postgres, tmp_path) as harness, serve_app(harness) as address:
        context, watched = await open_page(Site(address, browser, None), width, language)
        response = await watched.page.goto(f"{address}/nhan-vat-kiem-thu")
        assert response is not None
        assert response.status == 200
        results = await Axe().run(watched.page, options=DEFAULT_OPTIONS)
        assert [violation["id"] for violation in results.response["violations"]] == []
        wider = await watched.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0
        watched.assert_nothing_went_wrong()
        await context.close()


async def ask_for_impact(watched: WatchedPage, token: str) -> None:
    await watched.page.fill("#impact-token", token)
    await watched.page.press("#impact-token", "Enter")


async def rows_of(watched: WatchedPage, table: str) -> list[list[str]]:
    rows = await watched.page.locator(f"#impact-{table} tbody tr").all()
    return [await row.locator("td").all_text_contents() for row in rows]


@pytest.mark.parametrize(("width", "language"), [("phone", "vi"), pytest.param("desk", "en", marks=RARELY)])
async def test_an_officer_sees_the_impact_of_a_draft_and_the_token_stays_in_its_field(
    site: Site, width: str, language: str
) -> None:
    """No follower runs here, so each is named as not answering."""
    context, watched = await open_page(site, width, language)
    addresses: list[str] = []
    watched.page.on("request", lambda request: addresses.append(request.url))
    await watched.page.goto(f"{site.address}/can-bo/tac-dong?decision={site.draft}")
    await ask_for_impact(watched, site.token)
    await watched.page.locator("#impact-result").wait_for()
    assert await focused(watched.page) == "impact-heading"
    kind, day = {"vi": ("Bãi bỏ", "01/12/2026"), "en": ("Repealed", "2026-12-01")}[language]
    assert await rows_of(watched, "changes") == [["2.009999", kind, day, "", ""]]
    assert await watched.page.locator("#impact-missing li").count() == 3
    assert await watched.page.is_hidden("#impact-dossiers")
    results = await Axe().run(watched.page, options=DEFAULT_OPTIONS)
    assert [violation["id"] for violation in results.response["violations"]] == []
    stored = await watched.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert (stored, [url for url in addresses if site.token in url]) == ([0, 0, ""], [])
    watched.assert_nothing_went_wrong()
    await context.close()


async def test_what_the_services_state_is_shown_as_text(site: Site) -> None:
    stated = {
        "changes": [],
        "online_services": {
            "positions": "procedures/0:7",
            "services": [
                {"procedure_code": HOSTILE, "change": "withdrawn", "effective_on": "2026-12-01", "paused": True}
            ],
            "open_dossiers": [{"procedure_code": "2.000002", "agency_code": HOSTILE, "state": 4, "count": 12}],
        },
        "population_lookup": {
            "positions": "",
            "procedures": [
                {
                    "procedure_code": "2.000001",
                    "effective_on": "2026-12-01",
                    "gained": ["birth_date"],
                    "lost": [],
                    "household_members_gained": ["full_name"],
                    "household_members_lost": [],
                }
            ],
        },
        "reporting": {
            "positions": "",
            "year": 2026,
            "figures": [{"figure": "decisions", "of": ["H60.01", "x"], "before": 0, "after": 1}],
        },
        "not_answering": [],
    }
    context, watched = await open_page(site, "desk")
    await watched.page.route("**/impact", lambda route: route.fulfill(json=stated))
    await watched.page.goto(f"{site.address}/can-bo/tac-dong?decision={site.draft}")
    await ask_for_impact(watched, "x")
    await watched.page.locator("#impact-result").wait_for()
    assert await rows_of(watched, "changes") == []
    assert await watched.page.is_visible("#impact-changes .none")
    assert await rows_of(watched, "services") == [[HOSTILE, "Ngừng cung cấp", "01/12/2026", "Có"]]
    assert await rows_of(watched, "dossiers") == [["2.000002", HOSTILE, "4", "12"]]
    assert await rows_of(watched, "lookups") == [
        ["2.000001", "01/12/2026", "Ngày, tháng, năm sinh", "", "Họ, chữ đệm và tên", ""]
    ]
    assert await rows_of(watched, "figures") == [["decisions", "H60.01\nx", "0", "1"]]
    assert "procedures/0:7" in (await watched.page.text_content("#impact-services .positions") or "")
    assert await watched.page.is_hidden("#impact-not-answering")
    assert await watched.page.locator("img").count() == 0
    watched.assert_nothing_went_wrong()
    await context.close()


async def test_a_refusal_is_shown_and_a_form_without_the_script_sends_no_token(site: Site) -> None:
    context, watched = await open_page(site, "desk")
    await watched.page.goto(f"{site.address}/can-bo/tac-dong?decision={site.draft}")
    await ask_for_impact(watched, "not-a-token")
    refused = watched.page.locator("#impact-status", has_text=":")
    await refused.wait_for()
    assert await watched.page.is_hidden("#impact-result")
    watched.assert_nothing_went_wrong(401)
    await context.close()
    context, watched = await open_page(site, "desk", java_script_enabled=False)
    await watched.page.goto(f"{site.address}/can-bo/tac-dong?decision={site.draft}")
    assert "JavaScript" in (await watched.page.text_content("noscript") or "")
    await ask_for_impact(watched, site.token)
    await watched.page.wait_for_url("**/can-bo/tac-dong?")
    assert site.token not in watched.page.url
    await context.close()
