"""Search in the law of a day, through the door: what is found, in which order, and what nobody finds any more."""

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
from procedures.search.queries import procedures_found as search_of
from procedures.search.queries.procedures_found import SearchFilter, folded, search
from tests.benchmarks.bulk import OFFICER
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
    """Only read by the tests that share it."""
    async with procedures_harness(postgres, tmp_path_factory.mktemp("searched")) as harness:
        stack = {"field_code": "G17-XD01", "agency_code": "H60.02"}
        parts: dict[str, dict[str, Any]] = {
            HOUSE: {**stack, "levels": ["province", "commune"], "audience": ["Công dân Việt Nam", "Doanh nghiệp"]},
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
    found = await harness.get("/v1/search", **({} if q is None else {"q": q}), **params)
    return [hit["code"] for hit in found["hits"]]


@pytest.mark.parametrize("code", NAMES)
async def test_a_name_finds_itself_first_however_it_is_written(harness: ProceduresHarness, code: str) -> None:
    name = NAMES[code]
    bare = "".join({"đ": "d"}.get(one, one) for one in name)
    for written in (name, name.upper(), f"  {name}  ", bare, " ".join(reversed(name.split()))):
        assert (await codes(harness, written))[0] == code, written


@pytest.mark.parametrize(
    "q", ["dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "khai sinh đăng ký", "dang ki khai sihn", "đăng ký kai sinh"]
)
async def test_diacritics_order_and_typos_do_not_matter(harness: ProceduresHarness, q: str) -> None:
    assert (await codes(harness, q))[:2] == [BIRTH, AGAIN]


async def test_text_that_is_composed_in_another_way_finds_the_same(harness: ProceduresHarness) -> None:
    assert await codes(harness, unicodedata.normalize("NFD", "đăng ký khai tử")) == await codes(
        harness, "đăng ký khai tử"
    )


async def test_typed_diacritics_put_the_exact_words_first(alone: ProceduresHarness) -> None:
    names = {"1.000001": "Cấp thẻ tạm trú", "1.000002": "Cấp thê tầm trù", "1.000003": "Cáp thé tám trú"}
    await alone.publish(*(item("introduce", code, content=content(name)) for code, name in names.items()))
    for code, name in names.items():
        assert (await codes(alone, name))[0] == code
        assert (await codes(alone, " ".join(name.split()[1:])))[0] == code


@pytest.mark.parametrize("q", [LICENCE, "2.000815", "2.0008", "000815", "2.000815.h60", "thủ tục mã 2.000815 là gì"])
async def test_a_code_its_beginning_or_its_digits_come_first(harness: ProceduresHarness, q: str) -> None:
    assert (await codes(harness, q))[0] == LICENCE


async def test_field_and_agency_are_searched_too_but_count_less(harness: ProceduresHarness) -> None:
    assert (await codes(harness, "sở xây dựng"))[0] == HOUSE
    assert set(await codes(harness, "hộ tịch")) == {BIRTH, AGAIN, DEATH, LICENCE}


async def test_a_question_as_people_ask_it_is_understood_by_terms_that_are_data(harness: ProceduresHarness) -> None:
    assert (await codes(harness, "làm khai sinh cho con cần gì"))[0] == BIRTH
    assert (await codes(harness, "xây nhà cần giấy tờ gì"))[0] == HOUSE


@pytest.mark.parametrize(
    ("params", "wanted"),
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
async def test_filters_narrow_what_is_found(
    harness: ProceduresHarness, params: dict[str, str], wanted: set[str]
) -> None:
    assert set(await codes(harness, **params)) == wanted
    assert set(await codes(harness, "thủ tục cấp giấy chứng thực đăng ký", **params)) <= wanted


@pytest.mark.parametrize("a_value", [0, 10])
async def test_facets_add_up(harness: ProceduresHarness, a_value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted by value, as among many hits, and by kind; other limits, so that neither is answered from memory."""
    monkeypatch.setattr(search_of, "A_VALUE", a_value)
    found = await harness.get("/v1/search", limit=str(50 + a_value))
    facets = found["facets"]
    assert (found["total"], found["more"]) == (len(NAMES), False)
    assert [sum(one["count"] for one in facets[name]) for name in ("field", "agency")] == [len(NAMES)] * 2
    for name, asked in (
        ("field", "field"),
        ("agency", "agency"),
        ("level", "level"),
        ("audience", "audience"),
        ("online_level", "online_level"),
    ):
        assert facets[name]
        for one in facets[name]:
            narrowed = await harness.get("/v1/search", limit=str(50 + a_value), **{asked: one["value"]})
            assert narrowed["total"] == one["count"], (name, one)


async def test_the_limit_cuts_the_hits_but_not_the_counts(harness: ProceduresHarness) -> None:
    found = await harness.get("/v1/search", q="thủ tục", limit="1")
    assert (len(found["hits"]), found["total"]) == (1, 3)


async def test_a_hit_says_what_it_is_and_which_words_it_answers(harness: ProceduresHarness) -> None:
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
async def test_the_syntax_of_tsquery_like_and_sql_is_text_like_any_other(harness: ProceduresHarness, q: str) -> None:
    for path in ("/v1/search", "/v1/search/suggestions"):
        response = await harness.http.get(path, params={"q": q})
        assert response.status_code == 200, response.text
    letters = re.sub(r"[\W_]+", " ", q).strip()
    assert await codes(harness, q) == (await codes(harness, letters) if letters else [])


@settings(max_examples=150, deadline=None)
@given(q=st.text(min_size=1, max_size=300) | st.text(alphabet="khai sinhđăng'&|!():*\\%_1.0", min_size=1, max_size=80))
async def test_no_text_is_too_strange_to_be_answered(harness: ProceduresHarness, q: str) -> None:
    for path in ("/v1/search", "/v1/search/suggestions"):
        response = await harness.http.get(path, params={"q": q})
        assert response.status_code in (200, 422), response.text
        assert response.status_code == 200 or problem(response)["type"] == "malformed-request"


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200))
async def test_folding_what_was_folded_changes_nothing(harness: ProceduresHarness, text: str) -> None:
    text = text.replace("\0", "")
    rows = await harness.service.rows(
        "SELECT search_words(:text) AS once, search_words(array_to_string(search_words(:text), ' ')) AS twice",
        text=text,
    )
    assert rows[0].once == rows[0].twice


async def test_letters_that_are_typed_here_are_folded_as_by_postgresql(harness: ProceduresHarness) -> None:
    """Each by itself, between others, and composed in another way: who knows less must not know it otherwise."""
    texts = [
        text
        for code in FOLDED
        for text in (chr(code), f"a{chr(code)}b {chr(code)}1", unicodedata.normalize("NFD", chr(code)))
    ]
    texts = [text for text in [*texts, *NAMES.values(), "x" * 70, "Đ" * 61] if "\0" not in text]
    rows = await harness.service.rows(
        "SELECT given, search_words(given) AS words FROM unnest(CAST(:texts AS text[])) AS given", texts=texts
    )
    assert {row.given: row.words for row in rows} == {text: folded_words(text) for text in texts}


@pytest.mark.parametrize("code", [BIRTH, "2.001234.H60", "1.000001.000.00.A1..B"])
async def test_the_words_of_a_code_are_those_that_postgresql_makes_of_it(harness: ProceduresHarness, code: str) -> None:
    assert (
        words_of_code(code) == (await harness.service.rows("SELECT search_words(:code) AS words", code=code))[0].words
    )


@pytest.mark.parametrize("text", ["Straße", "№ 5", "a…b", "ﬁ", "Ⅷ", "²", "Ångström", "中"])
async def test_what_postgresql_alone_can_fold_is_left_to_it(harness: ProceduresHarness, text: str) -> None:
    assert folded_words(text) is None
    async with harness.service.runtime.engine.connect() as read:
        assert (
            await folded(read, text)
            == (await harness.service.rows("SELECT search_words(:text) AS words", text=text))[0].words
        )


async def test_what_is_published_is_found_at_once_and_what_is_repealed_never_again(alone: ProceduresHarness) -> None:
    assert await codes(alone, "khai sinh") == []
    await alone.publish(item("introduce", BIRTH, "2023-02-01", content=content(NAMES[BIRTH])))
    assert await codes(alone, "khai sinh") == [BIRTH]
    await alone.publish(item("repeal", BIRTH, "2026-11-20"))
    assert await codes(alone, "khai sinh") == []
    assert await codes(alone) == []
    assert await codes(alone, BIRTH) == []
    assert await codes(alone, "khai sinh", in_force_on="2026-11-19") == [BIRTH]


async def test_the_document_is_there_in_the_very_transaction_that_publishes(alone: ProceduresHarness) -> None:
    draft = await alone.draft(item("introduce", BIRTH, content=content(NAMES[BIRTH])))
    await alone.complete_approval(draft["id"])
    runtime, today = alone.service.runtime, alone.service.clock.today()
    async with runtime.engine.connect() as publishing, runtime.engine.connect() as beside:
        await publish_decision(UnitOfWork(publishing, runtime.clock, runtime.log), UUID(draft["id"]), None, OFFICER)
        assert [hit.row["code"] for hit in (await search(publishing, "khai sinh", SearchFilter(today), 5)).hits] == [
            BIRTH
        ]
        assert (await search(beside, "khai sinh", SearchFilter(today), 5)).hits == []
        await publishing.rollback()
    assert await codes(alone, "khai sinh") == []


async def test_an_amended_name_is_found_from_its_own_day_on(alone: ProceduresHarness) -> None:
    await alone.publish(item("introduce", BIRTH, "2023-02-01", content=content("Đăng ký khai sinh")))
    await alone.publish(item("amend", BIRTH, "2025-01-01", content=content("Ghi nhận trẻ em ra đời")))
    assert await codes(alone, "khai sinh") == []
    assert await codes(alone, "trẻ em ra đời") == [BIRTH]
    assert await codes(alone, "khai sinh", in_force_on="2024-12-31") == [BIRTH]
    assert await codes(alone, "trẻ em ra đời", in_force_on="2024-12-31") == []


async def test_a_field_or_an_agency_that_is_renamed_is_found_by_its_new_name(alone: ProceduresHarness) -> None:
    await alone.publish(item("introduce", BIRTH, content=content(NAMES[BIRTH])))
    for path, code, name in (("agencies", "H60.01", "Sở Nội vụ"), ("fields", "G15-TP110", "Quốc tịch")):
        body = {path: [{"code": code, "name": name}]}
        response = await alone.http.post(f"/v1/{path}", json=body, headers=alone.service.bearer(CATALOGUE))
        assert response.status_code == 200
    assert await codes(alone, "nội vụ") == await codes(alone, "quốc tịch") == [BIRTH]
    (document,) = await alone.service.rows("SELECT elsewhere FROM search_document")
    assert set(document.elsewhere) == {"so", "noi", "vu", "quoc", "tich"}


async def test_documents_and_their_words_are_those_of_the_law_that_is_held_true(alone: ProceduresHarness) -> None:
    """Counted anew after every kind of change."""
    await alone.publish(*(item("introduce", code, content=content(name)) for code, name in NAMES.items()))
    await alone.publish(
        item("amend", BIRTH, "2024-01-01", content=content("Khai sinh")), item("repeal", DEATH, "2025-01-01")
    )
    alone.service.clock.moment += timedelta(days=1)
    await alone.publish(
        item("amend", AGAIN, "2023-06-01", content=content("Khai sinh lần nữa")), item("repeal", BIRTH, "2024-06-01")
    )
    lawful = await alone.service.rows(
        "SELECT r.id, p.code, v.name, array_to_string(search_words(v.name), ' ') AS folded,"
        " search_words(f.name) || search_words(a.name) AS elsewhere"
        " FROM period r JOIN procedure p ON p.id = r.procedure_id"
        " JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version"
        " JOIN field f ON f.code = v.field_code JOIN agency a ON a.code = v.agency_code"
        " WHERE upper_inf(r.known) ORDER BY r.id"
    )
    assert len(lawful) > len(NAMES)
    documents = "SELECT period_id AS id, code, name, folded, elsewhere FROM search_document ORDER BY period_id"
    assert await alone.service.rows(documents) == lawful


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
async def test_suggestions_come_as_one_types(harness: ProceduresHarness, typed: str, first: str) -> None:
    found = await harness.get("/v1/search/suggestions", q=typed)
    assert found["items"][0] == {"name": NAMES[first], "code": first}


async def test_suggestions_are_the_law_of_the_day_and_name_each_name_once(alone: ProceduresHarness) -> None:
    await alone.publish(*(item("introduce", f"1.00000{number}", content=content("Cấp thẻ")) for number in range(1, 4)))
    assert (await alone.get("/v1/search/suggestions", q="cap t"))["items"] == [{"name": "Cấp thẻ", "code": "1.000001"}]
    assert (await alone.get("/v1/search/suggestions", q="cap t", in_force_on="2023-01-31"))["items"] == []


async def test_a_level_is_found_from_its_corrected_day_and_not_where_it_was_annulled(alone: ProceduresHarness) -> None:
    await alone.publish(item("introduce", "1.000901", content=content("Cấp giấy phép thử")))
    stated = (await alone.publish(item("declare_online", "1.000901", "2023-03-01")))["id"]

    async def found(day: str) -> list[str]:
        return await codes(alone, "giấy phép thử", online_level="full", in_force_on=day)

    await alone.correct(stated, {"number": 1, "effective_on": "2023-05-01"})
    assert (await found("2023-03-02"), await found("2023-05-01")) == ([], ["1.000901"])
    await alone.annul(stated, "2023-05-01")
    assert await found("2023-06-01") == []
