"""The empty annex that a drafter fills in: a sheet with the headings, and one that describes each column."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from procedures.annex_files.domain.columns import COLUMNS


def annex_template() -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet("Danh mục")
    sheet.append([column.heading for column in COLUMNS])
    for number in range(1, len(COLUMNS) + 1):
        cell, letter = sheet.cell(1, number), get_column_letter(number)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = 24
        sheet.column_dimensions[letter].number_format = "@"  # codes must be texts, since a number loses its zeros
    sheet.freeze_panes = "A2"
    guide = workbook.create_sheet("Hướng dẫn")
    guide.append(["Cột", "Bắt buộc ở mọi dòng", "Nội dung"])
    for column in COLUMNS:
        guide.append([column.heading, "có" if column.required else "", column.description])
    for letter, width in (("A", 28), ("B", 20), ("C", 90)):
        guide.column_dimensions[letter].width = width
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
