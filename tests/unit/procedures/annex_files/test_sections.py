"""Which lines are sections, and what they state."""

import pytest

from procedures.annex_files.domain.sections import AnnexSection, nested, section_in, stated_by


def sections(*lines: str) -> tuple[AnnexSection, ...]:
    above: tuple[AnnexSection, ...] = ()
    for number, line in enumerate(lines, 1):
        section = section_in(number, [line], above)
        assert section is not None, line
        above = nested(above, section)
    return above


@pytest.mark.parametrize(
    "text",
    [
        "I. Lĩnh vực Hộ tịch",
        "II LĨNH VỰC ĐẤT ĐAI",
        "A. Danh mục thủ tục hành chính cấp tỉnh",
        "Lĩnh vực: Chứng thực",
        "PHỤ LỤC I DANH MỤC",
        "B) TTHC thuộc thẩm quyền giải quyết của UBND cấp xã",
        "1. Lĩnh vực Hộ tịch",
        "Phần II. THỦ TỤC NỘI BỘ",
    ],
)
def test_a_line_with_an_ordinal_or_the_words_of_a_list_is_a_section(text: str) -> None:
    assert section_in(1, [text], ()) is not None


@pytest.mark.parametrize(
    "text",
    ["Cấp bổ sung giấy phép", "Đăng ký kết hôn", "1. Cấp giấy phép", "Phân loại doanh nghiệp", "Mục đích sử dụng đất"],
)
def test_a_name_of_a_procedure_is_no_section(text: str) -> None:
    assert section_in(1, [text], ()) is None


def test_a_section_ends_those_of_its_style_and_below() -> None:
    texts = ["A. Mới ban hành cấp tỉnh", "I. Lĩnh vực Hộ tịch", "II. Lĩnh vực Chứng thực", "B. Bãi bỏ", "C. Thay thế"]
    paths = [stated_by(sections(*texts[:end])).path for end in range(1, 6)]
    assert [len(path) for path in paths] == [1, 2, 2, 1, 1]
    assert stated_by(sections(*texts[:3])).field == "Chứng thực"
    assert stated_by(sections(*texts)).kind == "Thay thế"
    assert stated_by(sections(*texts)).field is None


def test_an_appendix_contains_the_sections_that_are_numbered_like_it() -> None:
    stated = stated_by(sections("PHỤ LỤC I", "A. Danh mục TTHC mới ban hành", "I. Lĩnh vực Hộ tịch"))
    assert (stated.kind, len(stated.path)) == ("Mới ban hành", 3)
    assert stated_by(sections("Phụ lục I", "I. Lĩnh vực Hộ tịch", "PHỤ LỤC II")).path == ("PHỤ LỤC II",)


def test_c_is_a_letter_below_b_and_else_a_roman_number() -> None:
    assert [section.style for section in sections("A. Danh mục", "C. Lĩnh vực")] == ["letter", "roman"]
    assert [section.ordinal for section in sections("A. Danh mục", "B. Danh mục", "C. Danh mục")] == ["C"]


@pytest.mark.parametrize(
    ("text", "kind", "levels"),
    [
        ("A. TTHC mới ban hành", "Mới ban hành", None),
        ("TTHC được sửa đổi, bổ sung cấp tỉnh, cấp xã", "Sửa đổi, bổ sung", "Cấp tỉnh, Cấp xã"),
        ("Danh mục TTHC mới ban hành và bị bãi bỏ", None, None),
        ("B. Thủ tục hành chính cấp Trung ương", None, "Cấp Bộ"),
    ],
)
def test_a_section_states_one_kind_and_any_levels(text: str, kind: str | None, levels: str | None) -> None:
    stated = stated_by(sections(text))
    assert (stated.kind, stated.levels) == (kind, levels)
