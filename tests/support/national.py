"""Rows of the national catalogue for tests: valid ones, which tests change, and files of them."""

import json
from typing import Any

Row = dict[str, Any]


def valid_row(code: Any = "1.000001", **parts: Any) -> Row:
    """A row of the flattened format that is imported without a note."""
    return {
        "code": code,
        "name": f"Cấp giấy phép {code}",
        "field": "Hộ tịch",
        "level": "Cấp tỉnh, Cấp xã",
        "agency": "Sở Tư pháp",
        "decision_number": "163/QĐ-BTP",
        "processing_time": [{"channel": "Trực tiếp", "time": "5 Ngày làm việc"}],
        "online_level": None,
        "components": [{"name": "Tờ khai", "original": 1, "copy": 0}],
        "fees": [{"channel": "Trực tiếp", "amount_raw": "70,000", "currency": "VND"}],
        "legal_bases": ["60/2014/QH13"],
        "steps": ["Nộp hồ sơ", "Nhận kết quả"],
        "ministry": "bo-tu-phap",
        **parts,
    }


def json_lines(*rows: Row | str) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows).encode()


def new_portal_row(code: str = "1.005095", **parts: Any) -> Row:
    """An invented full record in the format of the new portal."""
    return {
        "code": code,
        "name": "Phúc khảo bài thi",
        "decisionNo": "1584/QĐ-BGDĐT",
        "isProvince": True,
        "isWard": False,
        "categoriesDetails": [{"name": "Thi, tuyển sinh", "code": "G03-GD12"}],
        "executionMethods": [
            {
                "submissionMethod": "DIRECT",
                "processingTime": 15,
                "processingTimeUnit": "DAY",
                "fees": [{"value": 20000, "currencyId": ""}],
            }
        ],
        "executionCases": [
            {
                "name": "Lần đầu",
                "profileComponents": [
                    {"name": "Đơn", "code": "KQ0932", "originalQty": 1, "copyQty": 0, "attachments": []}
                ],
            }
        ],
        "executionSteps": [{"name": "", "description": "Nộp đơn"}],
        "departmentsExecuting": [{"name": "Sở Giáo dục", "code": "CS.014"}],
        "legalBasisesDetails": [{"name": "Quy chế thi", "code": "24/2024/TT-BGDĐT"}],
        "resultsDetails": [{"name": "Giấy chứng nhận", "code": "KQ.G03.000111"}],
        "subjectTypesDetails": [{"name": "Công dân Việt Nam", "code": "ĐT1"}],
        "departmentPromulgateName": "Bộ Giáo dục và Đào tạo",
        "requirementsAndConditions": "Đã dự thi",
        **parts,
    }


EXPORT = """\
"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

DANH SÁCH THỦ TỤC HÀNH CHÍNH

",,,,
Mã số,Tên,Cơ quan ban hành,Cơ quan thực hiện,Lĩnh vực
1.014966,Cấp lại chứng chỉ ,Bộ Tư pháp,"Chủ tịch ủy ban
Sở Tư Pháp
Sở Tư Pháp",Quản tài viên
1.014965,"Thu hồi
chứng chỉ",Bộ Tư pháp,,Quản tài viên
1.014964,Thiếu ô,Bộ Tư pháp
"""
