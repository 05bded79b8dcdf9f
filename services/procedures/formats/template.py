"""The empty annex that a drafter fills in: a sheet with the headings, and one that says what goes in."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from procedures.domain.annexes.columns import COLUMNS


def annex_template() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh mục"
    sheet.append([column.heading for column in COLUMNS])
    for place, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, place)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = 24
        sheet.column_dimensions[cell.column_letter].number_format = "@"  # codes are texts: a number loses its zeros
        del column
    sheet.freeze_panes = "A2"
    guide = book.create_sheet("Hướng dẫn")
    guide.append(["Cột", "Bắt buộc ở mọi dòng", "Nội dung"])
    for column in COLUMNS:
        guide.append([column.heading, "có" if column.required else "", column.said])
    for letter, width in (("A", 28), ("B", 20), ("C", 90)):
        guide.column_dimensions[letter].width = width
    out = BytesIO()
    book.save(out)
    return out.getvalue()
