"""Search over HTTP: which procedures match, in which order, and which no longer match."""

import re
import unicodedata
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.service.unit_of_work import UnitOfWork
from procedures.publication.commands.publish_decision import publish_decision
from procedures.search.domain.folding import FOLDED, folded_words, words_of_code
from procedures.search.queries import procedure_search
from procedures.search.queries.procedure_search import SearchFilter, folded, search
from tests.benchmarks.bulk import OFFICER
from tests.support.examples import examples
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item, problem, procedures_harness

BIRTH, AGAIN, DEATH, HOUSE, LICENCE = "1.001193", "1.004772", "1.000656", "1.013225", "2.000815.H60"
NAMES = {
    BIRTH: "Thủ tục đăng ký khai sinh",
    AGAIN: "Thủ tục đăng ký lại khai sinh",
    DEATH: "Thủ tục đăng ký khai tử",
    HOUSE: "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    LICENCE: "Chứng thực bản sao từ bản chính giấy tờ, văn bản",
}


@pytest.fixture(scope="module")
async def harness(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProceduresHarness]:
    """A harness shared by tests that only read."""
    async with procedures_harness(postgres, tmp_path_factory.mktemp("search")) as harness:
        building = {"field_code": "G17-XD01", "agency_code": "H60.02"}
        parts: dict[str, dict[str, Any]] = {
            HOUSE: {**building, "levels": ["province", "commune"], "audience": ["Công dân Việt Nam", "Doanh nghiệp"]},
            LICENCE: {"levels": ["commune"], "audience": ["Công dân Việt Nam"]},
        }
        await harness.publish(
            *(item("introduce", code, content=content(name, **parts.get(code, {}))) for code, name in NAMES.items())
        )
        await harness.publish(
            item("declare_online", BIRTH, "2023-03-01"),
            item("declare_online", HOUSE, "2023-03-01", online_level="partial"),
        )
        await harness.publish(item("declare_online", HOUSE, "2024-03-01"))
        yield harness


@pytest.fixture
async def alone(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def codes(harness: ProceduresHarness, q: str | None = None, **params: Any) -> list[str]:
    result = await harness.get("/v1/search", **({} if q is None else {"q": q}), **params)
    return [hit["code"] for hit in result["hits"]]


@pytest.mark.parametrize("code", NAMES)
async def test_a_name_is_the_first_hit_of_itself_in_any_spelling(harness: ProceduresHarness, code: str) -> None:
    name = NAMES[code]
    bare = "".join({"đ": "d"}.get(char, char) for char in name)
    for written in (name, name.upper(), f"  {name}  ", bare, " ".join(reversed(name.split()))):
        assert (await codes(harness, written))[0] == code, written


@pytest.mark.parametrize(
    "q", ["dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "khai sinh đăng ký", "dang ki khai sihn", "đăng ký kai sinh"]
)
async def test_diacritics_order_and_typos_do_not_matter(harness: ProceduresHarness, q: str) -> None:
    assert (await codes(harness, q))[:2] == [BIRTH, AGAIN]


async def test_composed_and_decomposed_text_have_the_same_hits(harness: ProceduresHarness) -> None:
    assert await codes(harness, unicodedata.normalize("NFD", "đăng ký khai tử")) == await codes(
        harness, "đăng ký khai tử"
    )


async def test_names_with_the_typed_diacritics_come_first(alone: ProceduresHarness) -> None:
    names = {"1.000001": "Cấp thẻ tạm trú", "1.000002": "Cấp thê tầm trù", "1.000003": "Cáp thé tám trú"}
    await alone.publish(*(item("introduce", code, content=content(name)) for code, name in names.items()))
    for code, name in names.items():
        assert (await codes(alone, name))[0] == code
        assert (await codes(alone, " ".join(name.split()[1:])))[0] == code


@pytest.mark.parametrize("q", [LICENCE, "2.000815", "2.0008", "000815", "2.000815.h60", "thủ tục mã 2.000815 là gì"])
async def test_a_procedure_whose_code_is_in_the_query_comes_first(harness: ProceduresHarness, q: str) -> None:
    assert (await codes(harness, q))[0] == LICENCE


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        (BIRTH, [BIRTH]),
        (f"{BIRTH}.H60", [BIRTH]),
        (f"{BIRTH}.H22", [BIRTH]),
        (LICENCE, [LICENCE]),
        ("2.000815.H22", []),
        ("000656", [DEATH]),
        ("1.000023", []),
        ("1.000023.H60", []),
        ("999999", []),
        (f"thủ tục {BIRTH} là gì", [BIRTH]),
    ],
)
async def test_a_code_finds_its_own_procedure_and_no_other(
    harness: ProceduresHarness, q: str, expected: list[str]
) -> None:
    assert await codes(harness, q) == expected


async def test_a_code_that_is_nowhere_beside_words_does_not_hide_what_the_words_find(
    harness: ProceduresHarness,
) -> None:
    assert (await codes(harness, "1.000023 đăng ký khai tử"))[0] == DEATH


async def test_a_procedure_that_lacks_a_word_is_found_beside_one_that_has_all(alone: ProceduresHarness) -> None:
    """The search stopped narrowing at one document that lacks a word."""
    long = "Cấp phép bưu chính về hộ tịch cho tổ chức đăng ký ngoài giờ tại nơi khai báo việc sinh hoạt của cộng đồng"
    names = {"1.000001": long, "1.000002": "Đăng ký khai sinh", "1.000003": "Đăng ký khai sinh lưu động"}
    await alone.publish(*(item("introduce", code, content=content(name)) for code, name in names.items()))
    assert set(await codes(alone, "đăng ký khai sinh bưu chính ngoài")) == set(names)


async def test_papers_steps_and_results_match_far_below_the_name(alone: ProceduresHarness) -> None:
    await alone.publish(
        item("introduce", "1.000001", content=content("Đăng ký kết hôn", papers=[{"name": "Giấy chứng sinh của trẻ"}])),
        item("introduce", "1.000002", content=content("Cấp giấy chứng sinh", results=["Huy hiệu xanh"])),
        item("introduce", "1.000003", content=content("Khai tử", steps=["Nộp tờ khai"], conditions="Có quyển vàng")),
    )
    assert (await codes(alone, "giấy chứng sinh"))[0] == "1.000002"
    assert await codes(alone, "huy hiệu xanh") == ["1.000002"]
    assert await codes(alone, "quyển") == ["1.000003"]
    assert "1.000001" in await codes(alone, "giấy chứng sinh của trẻ")
    await alone.publish(item("amend", "1.000003", "2024-01-01", content=content("Khai tử", steps=["Nộp đơn"])))
    assert await codes(alone, "quyển") == []


async def test_words_of_field_and_agency_match_with_less_weight(harness: ProceduresHarness) -> None:
    assert (await codes(harness, "sở xây dựng"))[0] == HOUSE
    assert set(await codes(harness, "hộ tịch")) == {BIRTH, AGAIN, DEATH, LICENCE}


async def test_search_terms_replace_common_words(harness: ProceduresHarness) -> None:
    assert (await codes(harness, "làm khai sinh cho con cần gì"))[0] == BIRTH
    assert (await codes(harness, "xây nhà cần giấy tờ gì"))[0] == HOUSE


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"field": "G17-XD01"}, {HOUSE}),
        ({"agency": "H60"}, set(NAMES)),
        ({"agency": "H60.01"}, {BIRTH, AGAIN, DEATH, LICENCE}),
        ({"agency": "H6"}, set()),
        ({"level": "commune"}, {HOUSE, LICENCE}),
        ({"audience": "doanh nghiep"}, {HOUSE}),
        ({"audience": "Công dân Việt Nam"}, {HOUSE, LICENCE}),
        ({"online_level": "full"}, {BIRTH, HOUSE}),
        ({"online_level": "full", "in_force_on": "2023-12-31"}, {BIRTH}),
        ({"online_level": "partial", "in_force_on": "2023-12-31"}, {HOUSE}),
        ({"online_level": "full", "in_force_on": "2023-02-28"}, set()),
        ({"level": "commune", "audience": "doanh nghiệp"}, {HOUSE}),
        ({"in_force_on": "2023-01-31"}, set()),
    ],
)
async def test_each_filter_applies_to_the_hits(
    harness: ProceduresHarness, params: dict[str, str], expected: set[str]
) -> None:
    assert set(await codes(harness, **params)) == expected
    assert set(await codes(harness, "thủ tục cấp giấy chứng thực đăng ký", **params)) <= expected


@pytest.mark.parametrize("hits_per_value", [0, 10])
async def test_facets_count_what_their_filters_match(
    harness: ProceduresHarness, hits_per_value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts by value, as for many hits, and by kind. Each uses its own limit, so that the response cache has
    neither."""
    monkeypatch.setattr(procedure_search, "HITS_PER_VALUE", hits_per_value)
    limit = str(50 + hits_per_value)
    result = await harness.get("/v1/search", limit=limit)
    facets = result["facets"]
    assert result["total"] == len(NAMES)
    assert [sum(entry["count"] for entry in facets[name]) for name in ("field", "agency")] == [len(NAMES)] * 2
    for name in ("field", "agency", "level", "audience", "online_level"):
        assert facets[name]
        for entry in facets[name]:
            filtered = await harness.get("/v1/search", limit=limit, **{name: entry["value"]})
            assert filtered["total"] == entry["count"], (name, entry)


async def test_the_limit_applies_to_the_hits_but_not_to_the_total(harness: ProceduresHarness) -> None:
    result = await harness.get("/v1/search", q="thủ tục", limit="1")
    assert (len(result["hits"]), result["total"]) == (1, 3)


async def test_a_hit_describes_the_procedure_and_the_matched_words(harness: ProceduresHarness) -> None:
    hit = (await harness.get("/v1/search", q="xay dung nha"))["hits"][0]
    assert hit == {
        "code": HOUSE,
        "name": NAMES[HOUSE],
        "agency": {"code": "H60.02", "name": "Sở Xây dựng"},
        "field": {"code": "G17-XD01", "name": "Quy hoạch"},
        "levels": ["province", "commune"],
        "audience": ["Công dân Việt Nam", "Doanh nghiệp"],
        "online_level": "full",
        "matched": ["xay", "dung", "nha"],
    }


@pytest.mark.parametrize(
    "q",
    [
        "'",
        "a & !b | (c",
        "khai:*",
        "'khai' <-> 'sinh'",
        "\\",
        "%",
        "_",
        "1.%",
        "!!!",
        "();--",
        "''",
        "khai:A",
        "$1",
        "{0}",
        "…",
        "中文",
        "😀",
    ],
)
async def test_the_syntax_of_tsquery_like_and_sql_is_plain_text(harness: ProceduresHarness, q: str) -> None:
    for path in ("/v1/search", "/v1/search/suggestions"):
        response = await harness.http.get(path, params={"q": q})
        assert response.status_code == 200, response.text
    letters = re.sub(r"[\W_]+", " ", q).strip()
    assert await codes(harness, q) == (await codes(harness, letters) if letters else [])


@settings(max_examples=examples(150), deadline=None)
@given(q=st.text(min_size=1, max_size=300) | st.text(alphabet="khai sinhđăng'&|!():*\\%_1.0", min_size=1, max_size=80))
async def test_any_text_gets_a_response(harness: ProceduresHarness, q: str) -> None:
    for path in ("/v1/search", "/v1/search/suggestions"):
        response = await harness.http.get(path, params={"q": q})
        assert response.status_code in (200, 422), response.text
        assert response.status_code == 200 or problem(response)["type"] == "malformed-request"


@settings(max_examples=examples(150), deadline=None)
@given(text=st.text(max_size=200))
async def test_folding_folded_text_changes_nothing(harness: ProceduresHarness, text: str) -> None:
    text = text.replace("\0", "")
    rows = await harness.service.rows(
        "SELECT search_words(:text) AS once, search_words(array_to_string(search_words(:text), ' ')) AS twice",
        text=text,
    )
    assert rows[0].once == rows[0].twice


async def test_python_folds_letters_as_postgresql_does(harness: ProceduresHarness) -> None:
    """Each letter by itself, between others, and decomposed."""
    texts = [
        text
        for code in FOLDED
        for text in (chr(code), f"a{chr(code)}b {chr(code)}1", unicodedata.normalize("NFD", chr(code)))
    ]
    texts = [text for text in [*texts, *NAMES.values(), "x" * 70, "Đ" * 61] if "\0" not in text]
    rows = await harness.service.rows(
        "SELECT text, search_words(text) AS words FROM unnest(CAST(:texts AS text[])) AS text", texts=texts
    )
    assert {row.text: row.words for row in rows} == {text: folded_words(text) for text in texts}


@pytest.mark.parametrize("code", [BIRTH, "2.001234.H60", "1.000001.000.00.A1..B"])
async def test_the_words_of_a_code_are_those_of_postgresql(harness: ProceduresHarness, code: str) -> None:
    assert (
        words_of_code(code) == (await harness.service.rows("SELECT search_words(:code) AS words", code=code))[0].words
    )


@pytest.mark.parametrize("text", ["Straße", "№ 5", "a…b", "ﬁ", "Ⅷ", "²", "Ångström", "中"])
async def test_other_letters_are_folded_by_postgresql(harness: ProceduresHarness, text: str) -> None:
    assert folded_words(text) is None
    async with harness.service.runtime.engine.connect() as read:
        assert (
            await folded(read, text)
            == (await harness.service.rows("SELECT search_words(:text) AS words", text=text))[0].words
        )


async def test_a_published_procedure_matches_at_once_and_a_repealed_one_no_longer(alone: ProceduresHarness) -> None:
    assert await codes(alone, "khai sinh") == []
    await alone.publish(item("introduce", BIRTH, "2023-02-01", content=content(NAMES[BIRTH])))
    assert await codes(alone, "khai sinh") == [BIRTH]
    await alone.publish(item("repeal", BIRTH, "2026-11-20"))
    assert await codes(alone, "khai sinh") == []
    assert await codes(alone) == []
    assert await codes(alone, BIRTH) == []
    assert await codes(alone, "khai sinh", in_force_on="2026-11-19") == [BIRTH]


async def test_the_publishing_transaction_finds_the_document_and_no_other_does(alone: ProceduresHarness) -> None:
    draft = await alone.draft(item("introduce", BIRTH, content=content(NAMES[BIRTH])))
    await alone.complete_approval(draft["id"])
    runtime, today = alone.service.runtime, alone.service.clock.today()
    async with runtime.engine.connect() as publishing, runtime.engine.connect() as other:
        await publish_decision(UnitOfWork(publishing, runtime.clock, runtime.log), UUID(draft["id"]), None, OFFICER)
        result = await search(publishing, "khai sinh", SearchFilter(today), 5)
        assert [hit.row["code"] for hit in result.hits] == [BIRTH]
        assert (await search(other, "khai sinh", SearchFilter(today), 5)).hits == []
        await publishing.rollback()
    assert await codes(alone, "khai sinh") == []


async def test_an_amended_name_matches_from_its_effective_day_on(alone: ProceduresHarness) -> None:
    await alone.publish(item("introduce", BIRTH, "2023-02-01", content=content("Đăng ký khai sinh")))
    await alone.publish(item("amend", BIRTH, "2025-01-01", content=content("Ghi nhận trẻ em ra đời")))
    assert await codes(alone, "khai sinh") == []
    assert await codes(alone, "trẻ em ra đời") == [BIRTH]
    assert await codes(alone, "khai sinh", in_force_on="2024-12-31") == [BIRTH]
    assert await codes(alone, "trẻ em ra đời", in_force_on="2024-12-31") == []


async def test_a_renamed_field_or_agency_matches_by_its_new_name(alone: ProceduresHarness) -> None:
    await alone.publish(item("introduce", BIRTH, content=content(NAMES[BIRTH])))
    for path, code, name in (("agencies", "H60.01", "Sở Nội vụ"), ("fields", "G15-TP110", "Quốc tịch")):
        body = {path: [{"code": code, "name": name}]}
        response = await alone.http.post(f"/v1/{path}", json=body, headers=alone.service.bearer(CATALOGUE))
        assert response.status_code == 200
    assert await codes(alone, "nội vụ") == await codes(alone, "quốc tịch") == [BIRTH]
    (document,) = await alone.service.rows("SELECT field_and_agency_words FROM search_document")
    assert set(document.field_and_agency_words) == {"so", "noi", "vu", "quoc", "tich"}


async def test_the_documents_are_those_of_the_known_periods(alone: ProceduresHarness) -> None:
    """Compares the documents with the tables of the law after several kinds of change."""
    await alone.publish(*(item("introduce", code, content=content(name)) for code, name in NAMES.items()))
    await alone.publish(
        item("amend", BIRTH, "2024-01-01", content=content("Khai sinh")), item("repeal", DEATH, "2025-01-01")
    )
    alone.service.clock.moment += timedelta(days=1)
    await alone.publish(
        item("amend", AGAIN, "2023-06-01", content=content("Khai sinh lần nữa")), item("repeal", BIRTH, "2024-06-01")
    )
    expected = await alone.service.rows(
        "SELECT r.id, p.code, v.name, array_to_string(search_words(v.name), ' ') AS folded,"
        " search_words(f.name) || search_words(a.name) AS field_and_agency_words"
        " FROM period r JOIN procedure p ON p.id = r.procedure_id"
        " JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version"
        " JOIN field f ON f.code = v.field_code JOIN agency a ON a.code = v.agency_code"
        " WHERE upper_inf(r.known) ORDER BY r.id"
    )
    assert len(expected) > len(NAMES)
    documents = await alone.service.rows(
        "SELECT period_id AS id, code, name, folded, field_and_agency_words FROM search_document ORDER BY period_id"
    )
    assert documents == expected


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dang ky khai s", BIRTH),
        ("đăng ký l", AGAIN),
        ("xay d", HOUSE),
        ("thủ tục đăng ký khai t", DEATH),
        ("2.00", LICENCE),
        ("c", HOUSE),
    ],
)
async def test_suggestions_complete_the_beginning_of_a_query(
    harness: ProceduresHarness, typed: str, first: str
) -> None:
    suggestions = await harness.get("/v1/search/suggestions", q=typed)
    assert suggestions["items"][0] == {"name": NAMES[first], "code": first}


async def test_suggestions_are_in_force_on_the_day_and_distinct(alone: ProceduresHarness) -> None:
    await alone.publish(*(item("introduce", f"1.00000{number}", content=content("Cấp thẻ")) for number in range(1, 4)))
    assert (await alone.get("/v1/search/suggestions", q="cap t"))["items"] == [{"name": "Cấp thẻ", "code": "1.000001"}]
    assert (await alone.get("/v1/search/suggestions", q="cap t", in_force_on="2023-01-31"))["items"] == []


async def test_an_online_level_counts_from_its_corrected_day_and_not_once_annulled(alone: ProceduresHarness) -> None:
    await alone.publish(item("introduce", "1.000901", content=content("Cấp giấy phép thử")))
    declaration = (await alone.publish(item("declare_online", "1.000901", "2023-03-01")))["id"]

    async def full_on(day: str) -> list[str]:
        return await codes(alone, "giấy phép thử", online_level="full", in_force_on=day)

    await alone.correct(declaration, {"number": 1, "effective_on": "2023-05-01"})
    assert (await full_on("2023-03-02"), await full_on("2023-05-01")) == ([], ["1.000901"])
    await alone.annul(declaration, "2023-05-01")
    assert await full_on("2023-06-01") == []
