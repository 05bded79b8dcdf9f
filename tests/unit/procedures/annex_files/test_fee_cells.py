"""The cell of an annex that states the fees: no word of the cell is lost, and no fee is taken for another."""

import pytest

from procedures.annex_files.domain.fee_cells import fees_in
from procedures.law.domain.fee_texts import fee_text


@pytest.mark.parametrize(
    ("cell", "fees"),
    [
        ("Không", [("unstated", "Phí, lệ phí: không thu")]),
        ("-", []),
        ("Trực tiếp: Lệ phí: 70.000", [("direct", "Lệ phí: 70.000 đồng")]),
        ("Trực tiếp: 70.000", [("direct", "Phí, lệ phí: 70.000 đồng")]),
        (
            "- Trực tiếp hoặc bưu chính: Phí: 70.000\n- Trực tuyến: không thu",
            [("direct", "Phí: 70.000 đồng"), ("post", "Phí: 70.000 đồng"), ("online", "Phí, lệ phí: không thu")],
        ),
        ("Trực tiếp:\nPhí: 5.000\nLệ phí: 8.000", [("direct", "Phí: 5.000 đồng"), ("direct", "Lệ phí: 8.000 đồng")]),
        (
            "Phí thẩm định:\n- Dưới 10 ha: 500.000 đồng\n- Từ 10 ha: 1.000.000 đồng",
            [("unstated", "Phí thẩm định: Dưới 10 ha: 500.000 đồng | Từ 10 ha: 1.000.000 đồng")],
        ),
        (
            "Lệ phí: 8.000 đồng\nMiễn người thuộc gia đình có công\nGiảm 50% khi nộp trực tuyến",
            [("unstated", "Lệ phí: 8.000 đồng; miễn: người thuộc gia đình có công; giảm: 50% khi nộp trực tuyến")],
        ),
        ("Phí: 1.200,000", [("unstated", "Phí: 1.200,000")]),
    ],
)
def test_each_line_of_a_cell_is_a_fee_a_tier_or_a_relief(cell: str, fees: list[tuple[str, str]]) -> None:
    assert [(channel, fee_text(fee)) for channel, fee in fees_in(cell.split("\n"))] == fees
