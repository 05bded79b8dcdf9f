"""The pages for people at their doors: what they say, in which language, with which status, and what a browser may load
for them."""

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
from procedures.website.api.pages.procedure_parts import Parts, outside
from tests.support.contents import contents
from tests.support.postgres import Postgres
from tests.support.procedures_harness import PDF, ProceduresHarness, content, item, procedures_harness
from tests.support.small_dataset import BIRTH, FORMER, HOSTILE, LATER, PLAN, SmallDataset, load_small_dataset

NOWHERE = "01990000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
async def harness(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path_factory.mktemp("office")) as harness:
        yield harness


@pytest.fixture(scope="module")
async def dataset(harness: ProceduresHarness) -> SmallDataset:
    return await load_small_dataset(harness, others=4)


@pytest.fixture
async def own(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def read(page: str) -> ET.Element:
    """Well-formed, so that whatever shows it agrees on what it says."""
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own page


INLINE = {"a", "span", "time", "strong", "code", "ins", "del"}


def text_of(node: ET.Element) -> str:
    """Blocks stand apart, as they do on a screen."""

    def pieces(of: ET.Element) -> Iterator[str]:
        around = "" if of.tag in INLINE else " "
        yield around + (of.text or "")
        for inside in of:
            yield from pieces(inside)
            yield inside.tail or ""
        yield around

    return " ".join("".join(pieces(node)).split())


async def page(
    harness: ProceduresHarness, path: str, status: int = 200, /, headers: dict[str, str] | None = None, **params: Any
) -> ET.Element:
    response = await harness.http.get(path, params=params or None, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8"), (
        response.text
    )
    return read(response.text)


def main_of(found: ET.Element) -> str:
    (main,) = found.iter("main")
    return text_of(main)


def hrefs(found: ET.Element) -> list[str]:
    return [link.get("href", "") for link in found.iter("a")]


async def pages_of(harness: ProceduresHarness, dataset: SmallDataset) -> list[httpx.Response]:
    paths = [
        "/", "/?field=G17-XD01", "/tim-kiem", "/tim-kiem?q=khai", f"/thu-tuc/{BIRTH}", f"/thu-tuc/{FORMER}",
        f"/thu-tuc/{BIRTH}/thay-doi?from=1&to=2", "/quyet-dinh", f"/quyet-dinh/{dataset.first}", f"/quyet-dinh/{dataset.annulled}",
        f"/quyet-dinh/{dataset.corrected}", "/thu-tuc/1.999999", "/thu-tuc/none", "/?in_force_on=2023-02-30",
    ]  # fmt: skip
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


async def test_the_catalogue_can_be_walked_page_by_page_and_keeps_what_was_chosen(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    codes: list[str] = []
    path: str | None = "/?limit=2&field=G15-TP110&lang=en"
    for _ in range(9):
        if path is None:
            break
        found = await page(harness, path)
        codes += re.findall(r"/thu-tuc/([0-9.]+)", " ".join(hrefs(found)))
        assert "lang=en" in path
        path = next((link.get("href") for link in found.iter("a") if text_of(link) == "Next page"), None)
        assert path is None or "field=G15-TP110" in path
    assert codes == sorted({BIRTH, LATER, *(f"2.{number:06}" for number in range(1, 5))})


@pytest.mark.parametrize("words", ["khai sinh", "KHAI SINH", "đăng ký khai", "dang ky sinh", BIRTH])
async def test_a_procedure_is_found_by_words_of_its_name_without_accents_too_or_by_its_code(
    harness: ProceduresHarness, dataset: SmallDataset, words: str
) -> None:
    found = await page(harness, "/tim-kiem", q=words)
    assert next(href for href in hrefs(found) if href.startswith("/thu-tuc/")).startswith(f"/thu-tuc/{BIRTH}")
    assert [one["code"] for one in (await harness.http.get("/tim-kiem/goi-y", params={"q": words})).json()] == [BIRTH]
    (box,) = (one for one in found.iter("input") if one.get("name") == "q")
    assert box.get("value") == words


@pytest.mark.parametrize("words", ["%", "_", "\\", "zzzzzzzz"])
async def test_what_is_not_in_a_name_is_not_found_and_no_sign_stands_for_another(
    harness: ProceduresHarness, dataset: SmallDataset, words: str
) -> None:
    assert "Không tìm thấy" in main_of(await page(harness, "/tim-kiem", q=words))


async def test_a_search_for_nothing_asks_for_words_and_an_endless_one_is_refused(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    assert "Nhập tên hoặc mã" in main_of(await page(harness, "/tim-kiem"))
    assert "Nhập tên hoặc mã" in main_of(await page(harness, "/tim-kiem", q="  "))
    await page(harness, "/tim-kiem", 422, q="a" * 201)
    await page(harness, "/tim-kiem", 422, q="a\0b")


async def test_a_procedure_is_shown_with_all_its_parts_by_case(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    found = await page(harness, f"/thu-tuc/{BIRTH}")
    said = main_of(found)
    for expected in (
        "Đăng ký khai sinh", "Trường hợp: Đăng ký lưu động", "Hẹn ngày tại nhà", "Trực tuyến", "0,5 ngày làm việc", "8.000 đồng",
        "Trường hợp phải xác minh", "Mẫu số 01", "Bản sao: 1", "cơ sở dữ liệu quốc gia về dân cư: Số định danh cá nhân",
        "Xuất trình bản giấy", "KQ.G15.000122", "Giấy khai sinh", "Công dân Việt Nam", "Trẻ em sinh ra tại tỉnh", "60/2014/QH13: Luật Hộ tịch",
        "Ủy ban nhân dân cấp xã", "Sở Xây dựng (H60.02)", "Hộ tịch", "Cấp tỉnh, Cấp xã", "từ 01/01/2024",
    ):  # fmt: skip
        assert expected in said, expected
    assert {"https://forms.example/01", "https://law.example/60-2014", f"/thu-tuc/{FORMER}"} <= set(hrefs(found))
    assert {f"/v1/procedures/{BIRTH}/chain", f"/thu-tuc/{BIRTH}/thay-doi?from=1&to=2"} <= set(hrefs(found))


async def test_a_procedure_is_shown_as_it_was_on_any_day(harness: ProceduresHarness, dataset: SmallDataset) -> None:
    then, now = [
        main_of(await page(harness, f"/thu-tuc/{BIRTH}", in_force_on=day)) for day in ("2023-12-31", "2024-01-01")
    ]
    assert ("1 ngày làm việc" in then, "0,5 ngày làm việc Lệ phí đăng ký: 8.000 đồng Phí" in then) == (True, False)
    assert "Trực tiếp 0,5 ngày làm việc" in now
    future = main_of(await page(harness, f"/thu-tuc/{BIRTH}", in_force_on="2031-01-01"))
    assert "Trực tiếp 0,5 ngày làm việc" in future


async def test_the_chain_tells_annulments_and_corrections_and_what_became_of_the_law(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    gone = await page(harness, f"/thu-tuc/{FORMER}", 404)
    said = main_of(gone)
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
        assert expected in said, expected
    assert {f"/quyet-dinh/{one}" for one in (dataset.first, dataset.annulled, dataset.corrected)} <= set(hrefs(gone))
    assert f"Thay thế thủ tục {FORMER}" in main_of(await page(harness, f"/thu-tuc/{LATER}"))
    in_between = main_of(await page(harness, f"/thu-tuc/{FORMER}", 404, in_force_on="2024-02-29"))
    assert "từ 01/02/2023 đến hết 31/12/2023; từ 01/03/2024 đến hết 30/06/2025" in in_between


def between(old: int, new: int) -> dict[str, Any]:
    """`from` is a keyword."""
    return {"from": old, "to": new}


async def test_the_page_of_a_difference_says_what_changed(harness: ProceduresHarness, dataset: SmallDataset) -> None:
    found = await page(harness, f"/thu-tuc/{BIRTH}/thay-doi", **between(1, 2))
    assert ({one.text for one in found.iter("del")}, {one.text for one in found.iter("ins")}) == ({"1"}, {"0,5"})
    assert "Hai phiên bản không khác nhau." in main_of(
        await page(harness, f"/thu-tuc/{BIRTH}/thay-doi", **between(2, 2))
    )


async def test_a_decision_is_shown_with_its_items_processes_and_files(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    found = await page(harness, f"/quyet-dinh/{dataset.first}")
    said, plain = main_of(found), await harness.get(f"/v1/decisions/{dataset.first}")
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
        assert expected in said, expected
    for file in ("annex.docx", "annex.xlsx", "signed-file"):
        assert f"/v1/decisions/{dataset.first}/{file}" in hrefs(found)
        assert (await harness.http.get(f"/v1/decisions/{dataset.first}/{file}")).status_code == 200
    assert (await harness.http.get(f"/v1/decisions/{dataset.first}/signed-file")).content == PDF


async def test_a_decision_tells_what_was_annulled_and_corrected_of_it(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    annulled = main_of(await page(harness, f"/quyet-dinh/{dataset.annulled}"))
    assert "3. Bãi bỏ 1.000102 Bị hủy bỏ từ 01/03/2024" in annulled
    assert "Toàn trình" in annulled
    corrected = main_of(await page(harness, f"/quyet-dinh/{dataset.corrected}"))
    assert "Mục 1; 01/06/2025 → 01/07/2025" in corrected


async def test_decisions_are_listed_and_drafts_are_no_one_s_to_see(own: ProceduresHarness) -> None:
    assert "Chưa có Quyết định" in main_of(await page(own, "/quyet-dinh"))
    done, draft = await own.publish(item("introduce", BIRTH)), await own.draft(item("introduce", FORMER))
    links = hrefs(await page(own, "/quyet-dinh"))
    assert (f"/quyet-dinh/{done['id']}" in links, f"/quyet-dinh/{draft['id']}" in links) == (True, False)
    await page(own, f"/quyet-dinh/{draft['id']}", 404)


@pytest.mark.parametrize(
    ("path", "status", "said"),
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
async def test_what_is_refused_is_said_to_people_with_the_right_status(
    harness: ProceduresHarness, dataset: SmallDataset, path: str, status: int, said: str
) -> None:
    found = await page(harness, path, status)
    assert said in main_of(found)
    assert "/" in hrefs(found)


async def test_a_language_that_was_chosen_goes_along_with_every_link_and_form(
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
    assert all(any(one.get("name") == "lang" for one in form.iter("input")) for form in chosen.iter("form"))
    assert "?lang=vi" in hrefs(chosen)
    assert [text_of(heading) for heading in chosen.iter("h1")] == ["Đăng ký khai sinh"]
    assert all(node.get("lang") == "vi" for node in chosen.iter("span") if node.text and "khai sinh" in node.text)


async def test_a_page_loads_nothing_from_elsewhere_and_its_policy_says_so(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    for response in await pages_of(harness, dataset):
        policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert not [
            source for sources in policy.values() for source in sources.split() if source not in ("'none'", "'self'")
        ]
        found = read(response.text)
        loaded = [
            one.get("src") or one.get("href") or ""
            for one in found.iter()
            if one.tag in ("script", "link", "img", "iframe")
        ]
        assert len(loaded) >= 3
        assert not [address for address in loaded if not address.startswith("/") or address.startswith("//")]
        assert not [one for one in found.iter("script") if one.text]
        assert not [
            one
            for one in found.iter()
            if one.tag == "style" or any(name == "style" or name.startswith("on") for name in one.attrib)
        ]


async def test_a_page_that_the_browser_has_is_not_sent_again_and_files_are_kept(
    harness: ProceduresHarness, dataset: SmallDataset
) -> None:
    first = await harness.http.get(f"/thu-tuc/{BIRTH}")
    again = await harness.http.get(f"/thu-tuc/{BIRTH}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["vary"] == "Accept-Language"
    for address in (
        one.get("src") or one.get("href") or "" for one in read(first.text).iter() if one.tag in ("script", "link")
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
        found = await page(own, path)
        assert len(list(found.iter("script"))) == 1
        assert not list(found.iter("img"))
    assert HOSTILE in main_of(await page(own, f"/thu-tuc/{BIRTH}"))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents, st.sampled_from(["vi", "en"]))
def test_every_content_can_be_shown_in_both_languages_and_loses_no_part(one: Content, language: Any) -> None:
    parts = {name: read(said) for name, said in Parts(PageLanguage(language, VOCABULARY), {}).of(one)}
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
        )
        if getattr(one, name)
    }
    for name in ("steps", "papers"):
        if name in parts:
            said = " ".join(parts[name].itertext())
            assert all(group.case is None or group.case in said for group in getattr(one, name))


@given(texts)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert ("<a " in outside(address, "x")) == address.startswith(("http://", "https://"))
    assert "<a " not in outside(f"javascript:{address}", "x")


def test_every_text_of_the_interface_is_there_in_both_languages() -> None:
    assert all(len(said) == 2 and all(said) for said in [*WORDS.values(), *VALUES.values()])
    assert {("kind", kind.value) for kind in ItemKind} <= set(VALUES)
