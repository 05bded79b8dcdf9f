"""A minimal site with one page: the frame, the files and the refusals are shared by all services."""

from collections.abc import AsyncIterator
from typing import Annotated
from xml.etree import ElementTree as ET

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Response

from common.errors import Refusal
from common.pages.frame_words import FRAME
from common.pages.page_route import PageRoute, requested_page
from common.pages.shell import RequestedPage, Site
from common.pages.static_files import StaticFiles
from common.pages.vocabulary import Vocabulary

WORDS = {
    **FRAME,
    "site": ("Trang thử", "Trial site"),
    "footer": ("Hết.", "The end."),
    "start_again": ("Về trang đầu", "To the first page"),
    "home": ("Trang đầu", "Home"),
    "not-here": ("Không có ở đây.", "It is not here."),
}
SITE = Site(Vocabulary(WORDS), menu=(("home", "/"),), files=StaticFiles())


class NotHere(Refusal):
    status, type, title = 404, "not-here", "It is not here"


class TrialRoute(PageRoute):
    site = SITE


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    router = APIRouter(route_class=TrialRoute)

    @router.get("/")
    async def home(requested: Annotated[RequestedPage, requested_page(SITE)], number: int = 0) -> Response:
        if number == 1:
            raise NotHere("number 1")
        if number == 2:
            raise ConnectionRefusedError("no database")
        return SITE.page(requested, "<Home>")

    SITE.files.add_route(router)
    app = FastAPI()
    app.include_router(router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://trial") as client:
        yield client


def read(page: str) -> ET.Element:
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own page


async def test_a_page_has_the_frame_in_the_language_of_the_address(http: httpx.AsyncClient) -> None:
    page = read((await http.get("/?lang=en")).text)
    assert page.get("lang") == "en"
    assert [heading.text for heading in page.iter("h1")] == ["<Home>"]
    links = {link.text: link.get("href") for link in page.iter("a")}
    assert links == {
        "Skip to the content": "#noi-dung",
        "Trial site": "/?lang=en",
        "Home": "/?lang=en",
        "Tiếng Việt": "?lang=vi",
    }
    assert not list(page.iter("script"))


@pytest.mark.parametrize(
    ("number", "status", "text", "retry"),
    [
        ("1", 404, "It is not here.", None),
        ("2", 503, FRAME["database-unreachable"][1], "1"),
        ("x", 422, FRAME["malformed-request"][1], None),
    ],
)
async def test_a_refusal_is_a_page_that_no_cache_keeps(
    http: httpx.AsyncClient, number: str, status: int, text: str, retry: str | None
) -> None:
    response = await http.get("/", params={"lang": "en", "number": number})
    assert (response.status_code, response.headers["cache-control"], response.headers.get("retry-after")) == (
        status,
        "no-store",
        retry,
    )
    assert text in response.text
    assert '<a href="/?lang=en">To the first page</a>' in response.text


async def test_a_file_is_kept_for_a_year_under_the_address_of_its_bytes(http: httpx.AsyncClient) -> None:
    style = await http.get(SITE.files.address_of("style.css"))
    assert (style.headers["content-type"], "immutable" in style.headers["cache-control"]) == (
        "text/css; charset=utf-8",
        True,
    )
    other_bytes = await http.get("/trang/style.css?v=0")
    assert (other_bytes.status_code, other_bytes.headers["cache-control"]) == (200, "no-cache")
    assert (await http.get("/trang/static_files.py")).status_code == 422


def test_a_service_cannot_replace_a_shared_file() -> None:
    with pytest.raises(ValueError, match=r"icon\.svg|style\.css"):
        StaticFiles("common.pages.assets")
