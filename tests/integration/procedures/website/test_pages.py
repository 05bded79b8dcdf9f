"""The HTML pages over HTTP: their texts, languages and statuses, and what a browser may load for them."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.pages.page_language import PageLanguage
from procedures.law.domain.contents import Content
from procedures.law.domain.references import ItemKind
from procedures.shared.formats.words import VALUES, VOCABULARY, WORDS
from procedures.website.api.pages.procedure_parts import PartsRenderer, external_link
from tests.support.contents import contents
from tests.support.postgres import Postgres
from tests.support.procedures_harness import PDF, ProceduresHarness, content, item, procedures_harness
from tests.support.small_dataset import BIRTH, FORMER, HOSTILE, LATER, PLAN, SmallDataset, load_small_dataset

NOWHERE = "01990000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
async def harness(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path_factory.mktemp("pages")) as harness:
        yield harness


@pytest.fixture(scope="module")
async def dataset(harness: ProceduresHarness) -> SmallDataset:
    return await load_small_dataset(harness, others=4)


@pytest.fixture
async def own(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def read(page: str) -> ET.Element:
    """Parses strictly: every browser shows a well-formed page alike."""
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own page


INLINE = {"a", "span", "time", "strong", "code", "ins", "del"}


def text_of(node: ET.Element) -> str:
    """Text of blocks is separated by spaces, as it is on a screen."""

    def pieces(element: ET.Element) -> Iterator[str]:
        separator = "" if element.tag in INLINE else " "
        yield separator + (element.text or "")
        for child in element:
            yield from pieces(child)
            yield child.tail or ""
        yield separator

    return " ".join("".join(pieces(node)).split())


async def page(
    harness: ProceduresHarness, path: str, status: int = 200, /, headers: dict[str, str] | None = None, **params: Any
) -> ET.Element:
    response = await harness.http.get(path, params=params or None, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8"), (
        response.text
    )
    return read(response.text)


def main_of(root: ET.Element) -> str:
    (main,) = root.iter("main")
    return text_of(main)


def hrefs(root: ET.Element) -> list[str]:
    return [link.get("href", "") for link in root.iter("a")]


async def pages_of(harness: ProceduresHarness, dataset: SmallDataset) -> list[httpx.Response]:
    paths = [
        "/",
        "/?field=G17-XD01",
        "/tim-kiem",
        "/tim-kiem?q=khai",
        f"/thu-tuc/{BIRTH}",
        f"/thu-tuc/{FORMER}",
        f"/thu-tuc/{BIRTH}/thay-doi?from=1&to=2",
        "/quyet-dinh",
        f"/quyet-dinh/{dataset.first}",
        f"/quyet-dinh/{dataset.annulled}",
        f"/quyet-dinh/{dataset.corrected}",
        "/thu-tuc/1.999999",
        "/thu-tuc/none",
        "/?in_force_on=2023-02-30",
    ]
    return [await harness.http.get(path) for path in paths]


async def test_the_catalogue_lists_what_is_law_on_the_day_and_filters_it(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    today = await page(harness, "/")
    assert [f"/thu-tuc/{code}" in " ".join(hrefs(today)) for code in (BIRTH, PLAN, LATER, FORMER)] == [
        True,
        True,
        True,
        False,
    ]
    before = await page(harness, "/", in_force_on="2025-06-30")
    assert f"/thu-tuc/{FORMER}?in_force_on=2025-06-30" in hrefs(before)
    planning = main_of(await page(harness, "/", field="G17-XD01", agency="", level="", in_force_on=""))
    assert ("Cấp giấy phép quy hoạch" in planning, "Đăng ký khai sinh" in planning) == (True, False)
    communes = main_of(await page(harness, "/", level="commune"))
    assert ("Đăng ký khai sinh" in communes, "Xác nhận số 1" in communes) == (True, False)
    assert "Không có thủ tục nào" in main_of(await page(harness, "/", in_force_on="2023-01-31"))


async def test_the_catalogue_is_paged_and_keeps_the_chosen_filters(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    codes: list[str] = []
    path: str | None = "/?limit=2&field=G15-TP110&lang=en"
    for _ in range(9):
        if path is None:
            break
        root = await page(harness, path)
        codes += re.findall(r"/thu-tuc/([0-9.]+)", " ".join(hrefs(root)))
        assert "lang=en" in path
        path = next((link.get("href") for link in root.iter("a") if text_of(link) == "Next page"), None)
        assert path is None or "field=G15-TP110" in path
    assert codes == sorted({BIRTH, LATER, *(f"2.{number:06}" for number in range(1, 5))})


@pytest.mark.parametrize("words", ["khai sinh", "KHAI SINH", "đăng ký khai", "dang ky sinh", BIRTH])
async def test_a_procedure_is_found_by_words_of_its_name_without_accents_too_or_by_its_code(
    harness: ProceduresHarness, dataset: SmallDataset, words: str
) -> None:
    root = await page(harness, "/tim-kiem", q=words)
    assert next(href for href in hrefs(root) if href.startswith("/thu-tuc/")).startswith(f"/thu-tuc/{BIRTH}")
    assert [
        suggestion["code"] for suggestion in (await harness.http.get("/tim-kiem/goi-y", params={"q": words})).json()
    ] == [BIRTH]
    (box,) = (input for input in root.iter("input") if input.get("name") == "q")
    assert box.get("value") == words


@pytest.mark.parametrize("words", ["%", "_", "\\", "zzzzzzzz"])
async def test_words_of_no_name_find_nothing_and_no_character_is_a_wildcard(
    harness: ProceduresHarness, dataset: SmallDataset, words: str
) -> None:
    assert "Không tìm thấy" in main_of(await page(harness, "/tim-kiem", q=words))


async def test_an_empty_search_prompts_for_words_and_an_overlong_one_is_refused(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    assert "Nhập tên hoặc mã" in main_of(await page(harness, "/tim-kiem"))
    assert "Nhập tên hoặc mã" in main_of(await page(harness, "/tim-kiem", q="  "))
    await page(harness, "/tim-kiem", 422, q="a" * 201)
    await page(harness, "/tim-kiem", 422, q="a\0b")


async def test_a_procedure_is_shown_with_all_its_parts_by_case(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    root = await page(harness, f"/thu-tuc/{BIRTH}")
    text = main_of(root)
    for expected in (
        "Đăng ký khai sinh",
        "Trường hợp: Đăng ký lưu động",
        "Hẹn ngày tại nhà",
        "Trực tuyến",
        "0,5 ngày làm việc",
        "8.000 đồng",
        "Trường hợp phải xác minh",
        "Mẫu số 01",
        "Bản sao: 1",
        "cơ sở dữ liệu quốc gia về dân cư: Số định danh cá nhân",
        "Xuất trình bản giấy",
        "KQ.G15.000122",
        "Giấy khai sinh",
        "Công dân Việt Nam",
        "Trẻ em sinh ra tại tỉnh",
        "60/2014/QH13: Luật Hộ tịch",
        "Ủy ban nhân dân cấp xã",
        "Sở Xây dựng (H60.02)",
        "Hộ tịch",
        "Cấp tỉnh, Cấp xã",
        "từ 01/01/2024",
    ):
        assert expected in text, expected
    assert {"https://forms.example/01", "https://law.example/60-2014", f"/thu-tuc/{FORMER}"} <= set(hrefs(root))
    assert {f"/v1/procedures/{BIRTH}/chain", f"/thu-tuc/{BIRTH}/thay-doi?from=1&to=2"} <= set(hrefs(root))


async def test_a_procedure_is_shown_as_it_was_on_any_day(harness: ProceduresHarness, dataset: SmallDataset) -> None:
    then, now = [
        main_of(await page(harness, f"/thu-tuc/{BIRTH}", in_force_on=day)) for day in ("2023-12-31", "2024-01-01")
    ]
    assert ("1 ngày làm việc" in then, "0,5 ngày làm việc Lệ phí đăng ký: 8.000 đồng Phí" in then) == (True, False)
    assert "Trực tiếp 0,5 ngày làm việc" in now
    future = main_of(await page(harness, f"/thu-tuc/{BIRTH}", in_force_on="2031-01-01"))
    assert "Trực tiếp 0,5 ngày làm việc" in future


async def test_pages_mark_computed_parts(own: ProceduresHarness) -> None:
    harness = own
    await harness.publish(item("introduce", "1.000900"))
    amended = await harness.publish(item("amend", "1.000900", "2023-06-01", changed_parts=None))
    same = content("amend 1.000900 2023-06-01")
    await harness.publish(item("amend", "1.000900", "2023-07-01", changed_parts=None, content=same))
    words = "Nội dung thay đổi (hệ thống đối chiếu, Quyết định không nêu)"
    chain = main_of(await page(harness, "/thu-tuc/1.000900"))
    assert [f"{words} {parts}" in chain for parts in ("Tên", "không có")] == [True, True]
    assert words in main_of(await page(harness, f"/quyet-dinh/{amended['id']}"))


async def test_the_chain_shows_annulments_and_corrections_and_their_effects(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    gone = await page(harness, f"/thu-tuc/{FORMER}", 404)
    text = main_of(gone)
    for expected in (
        "Đăng ký kết hôn",
        "không có hiệu lực vào ngày này",
        "Mới ban hành",
        "Bãi bỏ",
        "Hủy bỏ: Bãi bỏ",
        "977/QĐ-UBND",
        "Đính chính: Thay thế, hiệu lực từ 01/07/2025",
        "Ngày ghi trước khi đính chính 01/06/2025",
        "104/2022/NĐ-CP: Bỏ sổ hộ khẩu giấy",
        "Văn bản quy định thủ tục vẫn còn hiệu lực",
        f"Được thay thế bằng thủ tục {LATER}",
    ):
        assert expected in text, expected
    assert {f"/quyet-dinh/{decision}" for decision in (dataset.first, dataset.annulled, dataset.corrected)} <= set(
        hrefs(gone)
    )
    assert f"Thay thế thủ tục {FORMER}" in main_of(await page(harness, f"/thu-tuc/{LATER}"))
    in_between = main_of(await page(harness, f"/thu-tuc/{FORMER}", 404, in_force_on="2024-02-29"))
    assert "từ 01/02/2023 đến hết 31/12/2023; từ 01/03/2024 đến hết 30/06/2025" in in_between


def between(old: int, new: int) -> dict[str, Any]:
    """Query parameters; `from` is a keyword of Python."""
    return {"from": old, "to": new}


async def test_the_page_of_a_difference_shows_what_changed(harness: ProceduresHarness, dataset: SmallDataset) -> None:
    root = await page(harness, f"/thu-tuc/{BIRTH}/thay-doi", **between(1, 2))
    assert ({node.text for node in root.iter("del")}, {node.text for node in root.iter("ins")}) == ({"1"}, {"0,5"})
    assert "Hai phiên bản không khác nhau." in main_of(
        await page(harness, f"/thu-tuc/{BIRTH}/thay-doi", **between(2, 2))
    )


async def test_a_decision_is_shown_with_its_items_processes_and_files(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    root = await page(harness, f"/quyet-dinh/{dataset.first}")
    text, plain = main_of(root), await harness.get(f"/v1/decisions/{dataset.first}")
    for expected in (
        f"Quyết định số {plain['number']}",
        "Chủ tịch UBND tỉnh",
        plain["signed_file_sha256"],
        "1. Mới ban hành 1.000101: Đăng ký khai sinh",
        "104/2022/NĐ-CP: Bỏ sổ hộ khẩu giấy",
        "QT.0001: Giải quyết khai sinh",
        "4 giờ làm việc",
        "LT.0001: Khai sinh và kết hôn",
        "Sở Tư pháp (H60.01)",
    ):
        assert expected in text, expected
    for file in ("annex.docx", "annex.xlsx", "signed-file"):
        assert f"/v1/decisions/{dataset.first}/{file}" in hrefs(root)
        assert (await harness.http.get(f"/v1/decisions/{dataset.first}/{file}")).status_code == 200
    assert (await harness.http.get(f"/v1/decisions/{dataset.first}/signed-file")).content == PDF


async def test_a_decision_shows_what_was_annulled_and_corrected(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    annulled = main_of(await page(harness, f"/quyet-dinh/{dataset.annulled}"))
    assert "3. Bãi bỏ 1.000102 Bị hủy bỏ từ 01/03/2024" in annulled
    assert "Toàn trình" in annulled
    corrected = main_of(await page(harness, f"/quyet-dinh/{dataset.corrected}"))
    assert "Mục 1; 01/06/2025 → 01/07/2025" in corrected


async def test_decisions_are_listed_and_drafts_are_not_shown(own: ProceduresHarness) -> None:
    assert "Chưa có Quyết định" in main_of(await page(own, "/quyet-dinh"))
    done, draft = await own.publish(item("introduce", BIRTH)), await own.draft(item("introduce", FORMER))
    links = hrefs(await page(own, "/quyet-dinh"))
    assert (f"/quyet-dinh/{done['id']}" in links, f"/quyet-dinh/{draft['id']}" in links) == (True, False)
    await page(own, f"/quyet-dinh/{draft['id']}", 404)


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/thu-tuc/1.999999", 404, "Không có thủ tục nào mang mã này"),
        ("/thu-tuc/none", 422, "Mã thủ tục gồm"),
        (f"/thu-tuc/{BIRTH}/thay-doi?from=1&to=9", 404, "không có phiên bản này"),
        (f"/thu-tuc/{BIRTH}/thay-doi?from=x&to=9", 422, "không đọc được"),
        (f"/thu-tuc/{BIRTH}?in_force_on=2023-02-30", 422, "không đọc được"),
        (f"/quyet-dinh/{NOWHERE}", 404, "Không có Quyết định nào như vậy"),
        ("/quyet-dinh/none", 422, "không đọc được"),
        ("/?after=none", 400, "không đọc được"),
        ("/?level=moon", 422, "không đọc được"),
        ("/?lang=fr", 422, "không đọc được"),
        ("/trang/none.css", 422, "không đọc được"),
    ],
)
async def test_a_refusal_is_a_page_with_the_right_status(
    harness: ProceduresHarness, dataset: SmallDataset, path: str, status: int, text: str
) -> None:
    root = await page(harness, path, status)
    assert text in main_of(root)
    assert "/" in hrefs(root)


async def test_a_chosen_language_is_kept_by_every_link_and_form(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    by_header = await page(harness, "/", headers={"Accept-Language": "en"})
    assert by_header.get("lang") == "en"
    assert not any("lang=en" in href for href in hrefs(by_header))
    chosen = await page(harness, f"/thu-tuc/{BIRTH}", lang="en", headers={"Accept-Language": "vi"})
    assert chosen.get("lang") == "en"
    own = [href for href in hrefs(chosen) if href.startswith(("/thu-tuc", "/quyet-dinh", "/tim-kiem", "/?"))]
    assert own
    assert all("lang=en" in href for href in own)
    assert all(any(input.get("name") == "lang" for input in form.iter("input")) for form in chosen.iter("form"))
    assert "?lang=vi" in hrefs(chosen)
    assert [text_of(heading) for heading in chosen.iter("h1")] == ["Đăng ký khai sinh"]
    assert all(node.get("lang") == "vi" for node in chosen.iter("span") if node.text and "khai sinh" in node.text)


async def test_a_page_loads_nothing_from_elsewhere_and_its_policy_forbids_it(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    for response in await pages_of(harness, dataset):
        policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert not [
            source for sources in policy.values() for source in sources.split() if source not in ("'none'", "'self'")
        ]
        root = read(response.text)
        loaded = [
            node.get("src") or node.get("href") or ""
            for node in root.iter()
            if node.tag in ("script", "link", "img", "iframe")
        ]
        assert len(loaded) >= 3
        assert not [address for address in loaded if not address.startswith("/") or address.startswith("//")]
        assert not [script for script in root.iter("script") if script.text]
        assert not [
            node
            for node in root.iter()
            if node.tag == "style" or any(name == "style" or name.startswith("on") for name in node.attrib)
        ]


async def test_a_cached_page_is_not_sent_again_and_files_are_cached(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    first = await harness.http.get(f"/thu-tuc/{BIRTH}")
    repeated = await harness.http.get(f"/thu-tuc/{BIRTH}", headers={"If-None-Match": first.headers["etag"]})
    assert (repeated.status_code, repeated.content) == (304, b"")
    assert first.headers["vary"] == "Accept-Language, Accept-Encoding"
    for address in (
        node.get("src") or node.get("href") or "" for node in read(first.text).iter() if node.tag in ("script", "link")
    ):
        if address.startswith("/trang/"):
            file = await harness.http.get(address)
            assert file.status_code == 200
            assert "etag" in file.headers
            assert ("immutable" in file.headers["cache-control"]) == ("?v=" in address)
    assert (await harness.http.get("/trang/style.css?v=0")).headers["cache-control"] == "no-cache"
    refused = await harness.http.get("/thu-tuc/1.999999")
    assert refused.headers["cache-control"] == "no-store"


async def test_a_hostile_text_is_only_text_on_every_page(own: ProceduresHarness) -> None:
    hostile = content(
        HOSTILE,
        steps=[{"case": HOSTILE, "steps": [HOSTILE]}],
        results=[HOSTILE],
        conditions=HOSTILE,
        audience=[HOSTILE],
        papers=[{"case": HOSTILE, "papers": [{"name": HOSTILE, "form": {"name": HOSTILE}}]}],
        legal_bases=[{"number": HOSTILE, "title": HOSTILE}],
        agencies=[{"role": "executes", "name": HOSTILE}],
    )
    done = await own.publish(item("introduce", BIRTH, content=hostile), title=HOSTILE)
    for path in (
        "/",
        f"/tim-kiem?q={'%3Cscript%3E'}",
        f"/thu-tuc/{BIRTH}",
        f"/thu-tuc/{BIRTH}?lang=en",
        f"/quyet-dinh/{done['id']}",
    ):
        root = await page(own, path)
        assert len(list(root.iter("script"))) == 1
        assert not list(root.iter("img"))
    assert HOSTILE in main_of(await page(own, f"/thu-tuc/{BIRTH}"))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents, st.sampled_from(["vi", "en"]))
def test_every_content_can_be_shown_in_both_languages_and_loses_no_part(content: Content, language: Any) -> None:
    parts = {name: read(section) for name, section in PartsRenderer(PageLanguage(language, VOCABULARY), {}).of(content)}
    assert set(parts) == {
        name
        for name in (
            "steps",
            "channels",
            "papers",
            "results",
            "audience",
            "conditions",
            "agencies",
            "legal_bases",
            "population_fields",
            "household_member_fields",
            "dossier_sets",
            "reception",
        )
        if getattr(content, name)
    }
    for name in ("steps", "papers"):
        if name in parts:
            text = " ".join(parts[name].itertext())
            assert all(group.case is None or group.case in text for group in getattr(content, name))


@given(texts)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert ("<a " in external_link(address, "x")) == address.startswith(("http://", "https://"))
    assert "<a " not in external_link(f"javascript:{address}", "x")


def test_every_text_of_the_interface_exists_in_both_languages() -> None:
    assert all(len(texts) == 2 and all(texts) for texts in [*WORDS.values(), *VALUES.values()])
    assert {("kind", kind.value) for kind in ItemKind} <= set(VALUES)
