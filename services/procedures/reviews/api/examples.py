"""Request bodies that the OpenAPI document shows; a test posts them."""

from typing import Any

REVIEW_ROUND: dict[str, Any] = {
    "name": "Rà soát, đơn giản hóa thủ tục hành chính năm 2026",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "legal_basis": "Kế hoạch 10/KH-UBND",
    "targets": [
        {"measure": "processing_time", "minimum_percent": "30", "legal_basis": "Nghị quyết 66/NQ-CP"},
        {"measure": "procedures_or_papers", "minimum_percent": "20"},
    ],
}
PROPOSAL: dict[str, Any] = {
    "procedure_code": "1.001234",
    "agency_code": "H60.01",
    "action": "amend",
    "after": {"papers": [{"name": "Tờ khai"}]},
    "reason": "Giấy tờ tùy thân đã có trong cơ sở dữ liệu quốc gia về dân cư",
}
REVIEW_RESULT: dict[str, Any] = {"on": "2026-10-31", "ground": "Báo cáo 312/BC-UBND"}
