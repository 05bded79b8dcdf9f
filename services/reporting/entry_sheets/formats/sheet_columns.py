"""The layout of the workbook: one line that names agency and period, one with the headings, then a line for each
value."""

TITLE = "Số liệu"
MARK = "Mẫu nhập số liệu 1"
"""The first cell of the sheet: the name of the template and its version."""

INDICATOR, PLACE, NUMERATOR, DENOMINATOR = "Mã chỉ tiêu", "Địa bàn", "Giá trị (tử số)", "Mẫu số"
ESTIMATED, SOURCE, NOTE, REPLACES = "Ước tính", "Văn bản nguồn", "Ghi chú", "Thay cho"
NAME, UNIT, PREVIOUS = "Tên chỉ tiêu", "Đơn vị", "Số liệu gần nhất đã duyệt"

HEADINGS = (
    INDICATOR,
    NAME,
    UNIT,
    PLACE,
    PREVIOUS,
    NUMERATOR,
    DENOMINATOR,
    ESTIMATED,
    SOURCE,
    NOTE,
    REPLACES,
)
WIDTHS = (18, 44, 12, 12, 26, 18, 18, 10, 28, 28, 38)
YES = "x"
"""Marks an estimate."""
