"""What a content states about the dossier as a whole: the number of sets, the places of reception, the validity of
results."""

from dataclasses import replace

import pytest

from procedures.law.domain.contents import Content, ProcedureResult, ReceptionPlace
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.dossier_texts import (
    read_reception,
    read_result,
    read_sets,
    reception_text,
    result_text,
    sets_text,
)
from procedures.law.domain.parts import Part
from procedures.law.storage.content_rows import decode_content, encode_content

CONTENT = Content(
    "x",
    "A",
    "H60",
    ("province",),
    results=(ProcedureResult(None, "Giấy phép", "05 năm"),),
    dossier_sets=2,
    reception=(ReceptionPlace("Trung tâm Phục vụ hành chính công", "7h30 - 17h"),),
)


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("Số lượng hồ sơ: 01 (một) bộ.", 1),
        ("- Số lượng: 02 bộ", 2),
        ("Số bộ hồ sơ: 3 bộ", 3),
        ("01 bộ hồ sơ", None),
        ("Số lượng hồ sơ: 01 bộ gốc và 02 bộ sao", None),
        ("Bộ hồ sơ thiết kế", None),
        ("Số lượng hồ sơ: theo quy định", None),
    ],
)
def test_the_number_of_sets_is_read_where_a_text_states_nothing_else(text: str, sets: int | None) -> None:
    assert read_sets(text) == sets


def test_what_is_written_into_an_annex_is_read_back_as_it_was() -> None:
    assert read_sets(sets_text(2)) == 2
    for place in (*CONTENT.reception, ReceptionPlace("Bộ phận Một cửa; tầng 1")):
        assert read_reception(reception_text(place)) == place
    for result in (*CONTENT.results, ProcedureResult(None, "Quyết định")):
        assert read_result(result_text(result)) == result


def test_the_members_are_stored_and_belong_to_the_papers_the_channels_and_the_results() -> None:
    assert decode_content(encode_content(CONTENT)) == CONTENT
    assert changed_parts(CONTENT, replace(CONTENT, dossier_sets=None)) == (Part.PAPERS,)
    assert changed_parts(CONTENT, replace(CONTENT, reception=())) == (Part.CHANNELS,)
    assert changed_parts(CONTENT, replace(CONTENT, results=(ProcedureResult(None, "Giấy phép"),))) == (Part.RESULTS,)
