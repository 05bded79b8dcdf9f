"""The pages in a real browser: nothing that axe finds, nothing from elsewhere, all of it by keyboard, on a telephone
and on a desk.

Screenshots of every page go to the folder that `CONGBO_SCREENSHOTS` names; without one none are taken, which saves a
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

from tests.support.postgres import Postgres
from tests.support.procedures_harness import content, item, procedures_harness
from tests.support.served_app import serve_app
from tests.support.small_dataset import BIRTH, FORMER, HOSTILE, LATER, PLAN, load_small_dataset

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = {"phone": (320, 640), "desk": (1280, 900)}
PAIRWISE = [("phone", "vi", "light"), ("phone", "en", "dark"), ("desk", "vi", "dark"), ("desk", "en", "light")]
"""Every width with every language and every scheme, every language with every scheme."""
OF_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
RULES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": OF_LOOKS}}
"""In the dark, those whose verdict looks can change; the light has shown all others at each width and in each
language."""
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true", reason="NO CHROMIUM HERE: install the package `chromium`"
)


@dataclass
class Site:
    """`pages` are paths by a name, each with its status."""

    address: str
    browser: Browser
    shots: Path | None
    pages: dict[str, tuple[str, int]] = field(default_factory=dict)

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
                "catalogue": ("/", 200), "filtered": ("/?field=G17-XD01&level=province", 200), "nothing": ("/?in_force_on=2020-01-01", 200),
                "found": ("/tim-kiem?q=khai+sinh", 200), "not-found": ("/tim-kiem?q=zzz", 200), "search": ("/tim-kiem", 200),
                "procedure": (f"/thu-tuc/{BIRTH}", 200), "earlier": (f"/thu-tuc/{BIRTH}?in_force_on=2023-03-01", 200),
                "no-law": (f"/thu-tuc/{FORMER}", 404), "later": (f"/thu-tuc/{LATER}", 200), "hostile": ("/thu-tuc/2.009999", 200),
                "difference": (f"/thu-tuc/{BIRTH}/thay-doi?from=1&to=2", 200), "decisions": ("/quyet-dinh", 200),
                "decision": (f"/quyet-dinh/{dataset.first}", 200), "annulled": (f"/quyet-dinh/{dataset.annulled}", 200),
                "corrected": (f"/quyet-dinh/{dataset.corrected}", 200), "unknown": ("/thu-tuc/1.999999", 404), "bad": ("/thu-tuc/x", 422),
            }  # fmt: skip
            yield Site(address, browser, Path(named) if named else None, pages)


class WatchedPage:
    """A page whose browser may ask nobody but the site, and what went wrong on it."""

    def __init__(self, site: Site, page: Page) -> None:
        self.page = page
        self.elsewhere: list[str] = []
        self.wrong: list[str] = []
        page.on(
            "request",
            lambda request: None if request.url.startswith(site.address) else self.elsewhere.append(request.url),
        )
        page.on("console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: self.wrong.append(f"a dialog: {dialog.message}"))

    def nothing_went_wrong(self, status: int = 200) -> None:
        told_of_status = [said for said in self.wrong if f"status of {status}" in said]
        assert [said for said in self.wrong if said not in told_of_status or status == 200] == []
        assert self.elsewhere == []


async def opened(site: Site, width: str, language: str = "vi", **options: object) -> tuple[BrowserContext, WatchedPage]:
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    locale = {"vi": "vi-VN", "en": "en-GB"}[language]
    context = await site.browser.new_context(viewport=size, locale=locale, **options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    return context, WatchedPage(site, await context.new_page())


@pytest.mark.parametrize(("width", "language", "scheme"), PAIRWISE)
async def test_axe_finds_nothing_on_any_page(site: Site, width: str, language: str, scheme: str) -> None:
    context, at = await opened(site, width, language, color_scheme=scheme)
    found: list[str] = []
    for name, (path, status) in site.pages.items():
        answer = await at.page.goto(site.address + path)
        assert answer is not None
        assert answer.status == status
        assert await at.page.get_attribute("html", "lang") == language
        results = await Axe().run(at.page, options={**DEFAULT_OPTIONS, **RULES[scheme]})
        found += [
            f"{name}: {one['id']}: {[node['html'] for node in one['nodes']]}" for one in results.response["violations"]
        ]
        wider = await at.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{name} moves sideways by {wider} px"
        await site.shoot(at.page, f"{name}-{width}-{language}-{scheme}")
        at.nothing_went_wrong(status)
        at.wrong.clear()
    assert found == []
    await context.close()


async def focused(page: Page) -> str:
    said: str = await page.evaluate("(document.activeElement.id || document.activeElement.textContent).trim()")
    return said


async def tab_to(page: Page, wanted: str, most: int = 40) -> None:
    for _ in range(most):
        await page.keyboard.press("Tab")
        if await focused(page) == wanted:
            outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", "what has the focus must show it"
            return
    raise AssertionError(f"{wanted} was not reached")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_a_procedure_is_searched_and_read_by_keyboard_alone(site: Site, scripts: bool) -> None:
    context, at = await opened(site, "phone", java_script_enabled=scripts)
    await at.page.goto(site.address)
    await at.page.keyboard.press("Tab")
    assert await focused(at.page) == "Đến nội dung chính"
    await tab_to(at.page, "q")
    await at.page.keyboard.type("dang ky khai")
    await at.page.keyboard.press("Enter")
    await at.page.wait_for_url("**/tim-kiem?q=*")
    assert await at.page.input_value("#q") == "dang ky khai"
    await tab_to(at.page, "Đăng ký khai sinh")
    await at.page.keyboard.press("Enter")
    await at.page.wait_for_url(f"**/thu-tuc/{BIRTH}")
    assert await at.page.text_content("h1") == "Đăng ký khai sinh"
    await at.page.go_back()
    assert "/tim-kiem" in at.page.url
    assert await at.page.input_value("#q") == "dang ky khai"
    at.nothing_went_wrong()
    await context.close()


async def test_who_skips_the_heading_goes_on_in_the_content(site: Site) -> None:
    context, at = await opened(site, "desk")
    await at.page.goto(site.address)
    await at.page.keyboard.press("Tab")
    await at.page.keyboard.press("Enter")
    await at.page.keyboard.press("Tab")
    assert await focused(at.page) == "field"
    await context.close()


async def test_while_someone_types_the_box_offers_names_without_accents_too(site: Site) -> None:
    context, at = await opened(site, "desk")
    await at.page.goto(site.address)
    await at.page.type("#q", "khai sinh")
    option = at.page.locator("#goi-y option")
    await option.first.wait_for(state="attached")
    assert await option.first.get_attribute("value") == "Đăng ký khai sinh"
    assert "khai sinh" in (await option.first.get_attribute("label") or await option.first.text_content() or "")
    await at.page.fill("#q", "")
    await option.first.wait_for(state="detached")
    at.nothing_went_wrong()
    await context.close()


async def test_a_hostile_name_does_nothing_in_a_browser(site: Site) -> None:
    context, at = await opened(site, "desk")
    await at.page.goto(f"{site.address}/thu-tuc/2.009999")
    assert HOSTILE in (await at.page.text_content("h1") or "")
    await at.page.type("#q", "script")
    await at.page.locator("#goi-y option").first.wait_for(state="attached")
    assert await at.page.locator("img").count() == 0
    at.nothing_went_wrong()
    await context.close()


async def test_any_day_is_asked_for_with_the_form_of_the_page(site: Site) -> None:
    context, at = await opened(site, "phone", "en")
    await at.page.goto(f"{site.address}/thu-tuc/{BIRTH}?lang=en")
    await at.page.fill("main #in_force_on", "2023-03-01")
    await at.page.click("main form button >> nth=0")
    await at.page.wait_for_url("**in_force_on=2023-03-01**")
    assert "lang=en" in urlsplit(at.page.url).query
    assert "1 working days" in (await at.page.text_content("main") or "")
    await at.page.select_option("#from", "1")
    await at.page.select_option("#to", "2")
    await at.page.get_by_role("button", name="Compare").click()
    await at.page.wait_for_url("**/thay-doi**")
    assert await at.page.locator("del").all_text_contents() == ["1"]
    at.nothing_went_wrong()
    await context.close()


async def test_the_language_is_changed_by_a_link_on_the_same_page(site: Site) -> None:
    context, at = await opened(site, "phone")
    await at.page.goto(f"{site.address}/?field=G17-XD01")
    await at.page.click("text=English")
    await at.page.wait_for_url("**lang=en**")
    assert await at.page.get_attribute("html", "lang") == "en"
    assert await at.page.locator(f"a[href*='{PLAN}']").count() == 1
    assert await at.page.locator(f"a[href*='{BIRTH}']").count() == 0
    at.nothing_went_wrong()
    await context.close()


async def test_paper_gets_the_procedure_without_the_forms(site: Site) -> None:
    context, at = await opened(site, "desk")
    await at.page.goto(f"{site.address}/thu-tuc/{BIRTH}")
    await at.page.emulate_media(media="print")
    assert not await at.page.is_visible("#q")
    assert await at.page.is_visible("text=Hẹn ngày tại nhà")
    assert (await at.page.pdf(format="A4")).startswith(b"%PDF")
    await site.shoot(at.page, "procedure-print")
    await context.close()
