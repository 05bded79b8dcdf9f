"""Bodies that the OpenAPI document shows. A test posts them."""

from typing import Any

AGENCIES: dict[str, Any] = {"agencies": [{"code": "H60.01", "name": "Sở Tư pháp"}]}
FIELDS: dict[str, Any] = {"fields": [{"code": "G15-TP110", "name": "Hộ tịch"}]}
CALENDAR: dict[str, Any] = {"days": [{"day": "2025-04-26", "working": True, "note": "Ngày làm việc bù cho ngày 02/5/2025"}]}
SEARCH_TERMS: dict[str, Any] = {
    "terms": [{"term": "bằng lái", "meaning": "giấy phép lái xe"}, {"term": "làm sao", "meaning": None}],
    "reason": "Người dân thường gọi như vậy",
}
CHANNELS: dict[str, Any] = {
    "channels": [
        {
            "code": "provincial_portal",
            "name": "Cổng thông tin điện tử tỉnh",
            "mandatory": True,
            "how": "push",
            "url": "https://portal.example/tthc",
            "secret_name": "provincial_portal",
        }
    ]
}
DEADLINE: dict[str, Any] = {
    "article": "Điều 3 QĐ 20/2026/QĐ-UBND",
    "anchor": "signed_on",
    "number": 3,
    "days": "working",
    "direction": "after",
    "channel": "provincial_portal",
    "valid_from": "2026-07-01",
}
EVIDENCE: dict[str, Any] = {"on": "2026-11-20", "note": "Niêm yết tại bảng thông báo, Trung tâm Phục vụ hành chính công"}
ROLE_HOLDERS: dict[str, Any] = {
    "role_holders": [
        {"role": "drafter", "agency_code": "H60.01", "title": "Sở Tư pháp", "ground": "Điều 8 TT 01/2018/TT-VPCP"},
        {
            "role": "controller",
            "agency_code": "H60.01",
            "title": "Sở Tư pháp",
            "valid_from": "2026-07-01",
            "ground": "Điều 18, 19 NĐ 224/2026/NĐ-CP",
        },
        {
            "role": "signer",
            "agency_code": "H60",
            "subject": "chairman",
            "title": "Chủ tịch Ủy ban nhân dân tỉnh",
            "ground": "Điều 13 khoản 2 NĐ 63/2010/NĐ-CP",
        },
        {"role": "publisher", "agency_code": "H60.01", "title": "Sở Tư pháp", "ground": "Điều 24 NĐ 63/2010/NĐ-CP"},
    ]
}

WORKING_HOURS: dict[str, Any] = {
    "unit": "working_day",
    "hours": 8,
    "valid_from": "2026-01-01",
    "ground": "Điều 105 Luật 45/2019/QH14",
}

REVIEW_ROUND: dict[str, Any] = {
    "name": "Rà soát, đơn giản hóa thủ tục hành chính năm 2026",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "ground": "Kế hoạch 10/KH-UBND",
    "targets": [
        {"measure": "processing_time", "at_least": "30", "ground": "Nghị quyết 66/NQ-CP"},
        {"measure": "procedures_or_papers", "at_least": "20"},
    ],
}
PROPOSAL: dict[str, Any] = {
    "procedure_code": "1.001234",
    "agency_code": "H60.01",
    "act": "amend",
    "after": {"papers": [{"name": "Tờ khai"}]},
    "reason": "Giấy tờ tùy thân đã có trong cơ sở dữ liệu quốc gia về dân cư",
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
        }
    ],
    "items": [
        {
            "number": 1,
            "kind": "introduce",
            "procedure_code": "1.001234",
            "effective_on": "2023-02-01",
            "legal_document": "104/2022/NĐ-CP",
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
                            {"amount": 3, "unit": "working_day", "fees": [{"name": "Lệ phí", "amount": 8000, "currency": "VND"}]}
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

INSTRUMENT: dict[str, Any] = {
    "number": "977/QĐ-UBND",
    "issuing_body": "H60",
    "signed_on": "2023-04-03",
    "ground": {
        "number": "63/2010/NĐ-CP",
        "title": "Kiểm soát thủ tục hành chính",
        "issued_on": "2010-06-08",
        "effective_on": "2010-10-14",
    },
}
ANNULMENT: dict[str, Any] = {
    **INSTRUMENT,
    "title": "Hủy bỏ một phần Quyết định công bố danh mục thủ tục hành chính",
    "reason": "Văn bản quy định thủ tục vẫn còn hiệu lực",
    "effective_from": "2023-04-10",
    "items": [2],
}
CORRECTION: dict[str, Any] = {
    **INSTRUMENT,
    "number": "61/UBND-KSTT",
    "title": "Đính chính Quyết định công bố danh mục thủ tục hành chính",
    "reason": "Sai sót khi đánh máy ngày có hiệu lực",
    "items": [{"number": 1, "effective_on": "2023-04-15"}],
}
