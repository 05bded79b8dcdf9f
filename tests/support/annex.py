"""Annexes as drafters fill them in: XLSX workbooks and CSV tables, with cells by column name."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from procedures.annex_files.domain.columns import HEADINGS

Cells = dict[str, Any]


def introducing_row(code: str = "1.001234", number: int = 1, **cells: Any) -> Cells:
    """A row that introduces a procedure with every part."""
    return {
        "number": number,
        "kind": "Mới ban hành",
        "procedure_code": code,
        "effective_on": date(2023, 2, 1),
        "name": f"Cấp giấy phép {code}",
        "field_code": "G15-TP110",
        "agency_code": "H60.01",
        "levels": "Cấp tỉnh, Cấp xã",
        "steps": "Nộp hồ sơ\nNhận kết quả",
        "time_limits": "Trực tiếp: 5 ngày làm việc\nTrực tuyến: 2,5 ngày",
        "fees": "Trực tiếp: Lệ phí: 70.000 đồng",
        "papers": "Tờ khai: 1 bản chính, 0 bản sao\nGiấy tờ tùy thân: 1 bản sao",
        "results": "Giấy phép",
        "audience": "Công dân",
        "conditions": "Đủ 18 tuổi",
        "legal_bases": "60/2014/QH13: Luật Hộ tịch",
        "agencies": "Ủy ban nhân dân cấp xã",
        **cells,
    }


def workbook(*rows: Cells, headings: list[str] | None = None, banner: int = 0, sheet: str = "Danh mục") -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row)) or list(HEADINGS)
    workbook = Workbook()
    table: Any = workbook.active
    table.title = sheet
    for _ in range(banner):
        table.append(["ỦY BAN NHÂN DÂN TỈNH"])
    table.append(headings or [HEADINGS[name] for name in names])
    for row in rows:
        table.append([row.get(name) for name in names])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def csv_table(*rows: Cells, delimiter: str = ",") -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([HEADINGS[name] for name in names])
    for row in rows:
        writer.writerow(["" if row.get(name) is None else str(row[name]) for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def with_changed_part(content: bytes, part: str, change: Any) -> bytes:
    """Returns the workbook with one file of its ZIP archive changed."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info.filename, change(text) if info.filename == part else text)
    return out.getvalue()
