"""The documents of the search index: they lose nothing of their rows, and equal values are one object."""

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from procedures.search.storage.documents import document_of
from procedures.search.storage.search_index import SearchIndex
from procedures.search.storage.small_sets import SmallSets

WORDS = st.lists(st.sampled_from(["cap", "giay", "phep", "lai", "khmer", "ខ្មែរ"]), max_size=8)


def row(**changes: Any) -> dict[str, Any]:
    return {
        "period_id": 7,
        "written": 2**62,
        "code": "1.000101",
        "name": "Cấp giấy phép",
        "folded": "cap giay phep",
        "field_code": "F1",
        "agency_code": "H60",
        "levels": ["province", "commune", "province"],
        "audience": ["Cá nhân"],
        "begins": None,
        "ends": date(2026, 1, 1),
        "online_from": [date(2024, 1, 1), date(2025, 1, 1)],
        "online_levels": ["partial", "full"],
        "field_and_agency_words": ["so", "tu", "phap"],
    } | changes


@given(name=st.text(st.characters(exclude_categories=["Cs"])), words=WORDS)
def test_a_document_has_the_texts_and_words_of_its_row(name: str, words: list[str]) -> None:
    document = document_of(row(name=name, folded=" ".join(words), code="1.00A.H60"), SearchIndex().shared)
    assert (document.name, document.folded, document.words, document.length) == (
        name,
        " ".join(words),
        words,
        len(words),
    )
    assert Counter(document.repeated) == Counter(words) - Counter(set(words))
    assert document.code_words == ["1", "00a", "h60"]
    assert [document.has_outside_name(word) for word in ("phap", "00a", "giay")] == [True, True, False]


def test_a_document_has_the_values_and_times_of_its_row() -> None:
    document = document_of(row(), SearchIndex().shared)
    assert document.kind[:4] == ("F1", "H60", ("province", "commune", "province"), ("Cá nhân",))
    assert document.kind.values == ({"F1"}, {"H60"}, {"province", "commune"}, {"Cá nhân"})
    days = date(1, 1, 1), date(2024, 6, 1), date(2025, 12, 31), date(2026, 1, 1)
    assert [document.is_in_force(day) for day in days] == [True, True, True, False]
    assert [document.online_level(day) for day in days] == [None, "partial", "full", "full"]


def test_what_documents_have_in_common_is_one_object() -> None:
    index = SearchIndex()
    first, second = (
        document_of(row(period_id=number, folded=f"cap lai cap {number}"), index.shared) for number in (1, 2)
    )
    assert first.kind is second.kind
    assert first.times is second.times
    assert first.repeated is second.repeated


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abc"), st.integers(0, 5)), max_size=40))
def test_small_sets_are_the_sets_of_what_was_added_and_not_removed(steps: list[tuple[bool, str, int]]) -> None:
    sets, model = SmallSets(), {value: set[int]() for value in "abc"}
    for adds, value, number in steps:
        if adds:
            sets.add(value, number)
            model[value].add(number)
        else:
            sets.discard(value, number)
            model[value].discard(number)
        assert {value: set(sets.get(value, BitMap())) for value in "abc"} == model
