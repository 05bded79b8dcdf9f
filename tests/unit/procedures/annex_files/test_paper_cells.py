"""The cell of an annex that states the papers: a line is a paper, or the heading of those below it."""

from procedures.annex_files.domain.paper_cells import papers_in
from procedures.law.domain.dossier_texts import read_sets
from procedures.law.domain.papers import Paper, PapersOfCase


def test_a_line_is_a_paper_with_its_sheets_where_it_states_them() -> None:
    (group,) = papers_in(["Tờ khai: 1 bản chính, 0 bản sao", "Bản vẽ (02 bản chính và 01 bản sao).", "Ảnh 4x6"])
    assert group == PapersOfCase(
        None, (Paper(None, "Tờ khai", 1, 0), Paper(None, "Bản vẽ", 2, 1), Paper(None, "Ảnh 4x6", None, None))
    )


def test_a_heading_holds_for_the_papers_below_it() -> None:
    lines = "Đơn: 1 bản chính\na) Giấy tờ phải nộp:\n- Giấy chứng sinh\nTrường hợp: Ủy quyền\nGiấy ủy quyền: 1 bản sao"
    groups = papers_in(lines.split("\n"))
    assert [(group.case, [paper.name for paper in group.papers]) for group in groups] == [
        (None, ["Đơn"]),
        ("Giấy tờ phải nộp", ["Giấy chứng sinh"]),
        ("Ủy quyền", ["Giấy ủy quyền"]),
    ]


def test_a_heading_without_papers_is_no_heading() -> None:
    (group,) = papers_in(["Giấy tờ xuất trình:"])
    assert [paper.name for paper in group.papers] == ["Giấy tờ xuất trình:"]


def test_a_numbered_line_may_state_the_number_of_sets() -> None:
    assert read_sets("b) Số lượng hồ sơ: 01 bộ") == 1
