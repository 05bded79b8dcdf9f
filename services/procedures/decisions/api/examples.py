"""Request bodies that the OpenAPI document shows; a test posts them."""

from typing import Any

ROLE_HOLDERS: dict[str, Any] = {
    "role_holders": [
        {"role": "drafter", "agency_code": "H60.01", "title": "Sở Tư pháp", "legal_basis": "Điều 8 TT 01/2018/TT-VPCP"},
        {
            "role": "controller",
            "agency_code": "H60.01",
            "title": "Sở Tư pháp",
            "valid_from": "2026-07-01",
            "legal_basis": "Điều 18, 19 NĐ 224/2026/NĐ-CP",
        },
        {
            "role": "signer",
            "agency_code": "H60",
            "subject": "chairman",
            "title": "Chủ tịch Ủy ban nhân dân tỉnh",
            "legal_basis": "Điều 13 khoản 2 NĐ 63/2010/NĐ-CP",
        },
        {
            "role": "publisher",
            "agency_code": "H60.01",
            "title": "Sở Tư pháp",
            "legal_basis": "Điều 24 NĐ 63/2010/NĐ-CP",
        },
    ]
}
DECISION: dict[str, Any] = {
    "number": "12/QĐ-UBND",
    "issuing_body": "H60",
    "signed_on": "2023-01-15",
    "agency_code": "H60.01",
    "title": "Công bố danh mục thủ tục hành chính trong lĩnh vực hộ tịch",
    "topics": ["household_book"],
    "legal_documents": [
        {
            "number": "104/2022/NĐ-CP",
            "title": "Sửa đổi quy định về nộp, xuất trình sổ hộ khẩu, sổ tạm trú giấy",
            "issued_on": "2022-12-21",
            "effective_on": "2023-01-01",
            "provincial": False,
            "ministry_decision": False,
        }
    ],
    "items": [
        {
            "number": 1,
            "kind": "introduce",
            "procedure_code": "1.001234",
            "effective_on": "2023-02-01",
            "legal_document_number": "104/2022/NĐ-CP",
            "content": {
                "name": "Xác nhận thông tin hộ tịch",
                "field_code": "G15-TP110",
                "agency_code": "H60.01",
                "levels": ["province", "commune"],
                "steps": [
                    "Nộp hồ sơ tại bộ phận một cửa",
                    "Kiểm tra và xác nhận",
                    "Trả kết quả",
                    {"case": "Người nộp là người đại diện", "steps": ["Xuất trình văn bản ủy quyền"]},
                ],
                "channels": [
                    {
                        "channel": "online",
                        "time_limits": [
                            {
                                "amount": 3,
                                "unit": "working_day",
                                "fees": [{"name": "Lệ phí", "amount": 8000, "currency": "VND"}],
                            }
                        ],
                    }
                ],
                "papers": [
                    {"name": "Tờ khai", "originals": 1, "form": {"name": "Mẫu số 01"}},
                    {
                        "name": "Bản sao giấy tờ tùy thân",
                        "originals": 0,
                        "copies": 1,
                        "replaced_by_data": {"database": "population", "fields": ["personal_id", "full_name"]},
                    },
                    {
                        "case": "Người nộp là người đại diện",
                        "papers": [{"name": "Văn bản ủy quyền", "replaced_by_result": {"code": "KQ.G15.000122"}}],
                    },
                ],
                "results": [{"code": "KQ.G15.000301", "name": "Giấy xác nhận"}],
                "audience": ["Công dân Việt Nam"],
                "conditions": None,
                "legal_bases": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch", "issuing_body": "Quốc hội"}],
                "agencies": [
                    {"role": "executes", "code": "H60.01"},
                    {"role": "coordinates", "name": "Công an cấp xã"},
                ],
                "population_fields": ["personal_id", "full_name", "birth_date"],
            },
        }
    ],
    "processes": [
        {
            "code": "QT.0001",
            "procedure_code": "1.001234",
            "name": "Quy trình xác nhận thông tin hộ tịch",
            "inter_agency": False,
            "agency_code": "H60.01",
            "steps": [{"name": "Tiếp nhận", "role": "Công chức một cửa", "hours": 2}],
        }
    ],
}
