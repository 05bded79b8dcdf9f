"""The cell of an annex that states the time limits: each line or part is a limit, and no word of the cell is lost."""

from decimal import Decimal

import pytest

from procedures.annex_files.domain.time_cells import time_limits_in
from procedures.law.domain.submission_channels import TimeForm

Limit = tuple[str, str, Decimal | None, str | None]


@pytest.mark.parametrize(
    ("cell", "limits"),
    [
        ("05 ngày làm việc", [("unstated", "length", 5, None)]),
        ("Trực tiếp: 5 ngày\nTrực tuyến: 3 ngày", [("direct", "length", 5, None), ("online", "length", 3, None)]),
        ("- Trực tiếp, qua bưu chính: 5 ngày", [("direct", "length", 5, None), ("post", "length", 5, None)]),
        ("Trực tiếp:\n5 ngày", [("direct", "length", 5, None)]),
        (
            "Cấp tỉnh: theo Luật",
            [("unstated", "words", None, "Cấp tỉnh: theo Luật")],
        ),
        (
            "10 ngày đối với cấp mới; 3 ngày đối với cấp lại",
            [("unstated", "length", 10, None), ("unstated", "length", 3, None)],
        ),
        (
            "13 ngày làm việc, trong đó:\n- Sở: 8 ngày\n- Ủy ban nhân dân tỉnh: 5 ngày",
            [("unstated", "length", 13, None)],
        ),
    ],
)
def test_each_line_or_part_of_a_cell_that_begins_with_a_channel_or_a_number_is_a_limit(
    cell: str, limits: list[Limit]
) -> None:
    found = [(channel, limit.form, limit.amount, limit.words) for channel, limit in time_limits_in(cell.split("\n"))]
    assert found == limits


def test_the_lines_below_a_limit_that_are_no_times_are_its_note() -> None:
    ((_, limit),) = time_limits_in(["13 ngày, trong đó:", "- Sở: 8 ngày", "- Ủy ban: 5 ngày"])
    assert (limit.form, limit.note) == (TimeForm.LENGTH, "trong đó:\n- Sở: 8 ngày\n- Ủy ban: 5 ngày")
