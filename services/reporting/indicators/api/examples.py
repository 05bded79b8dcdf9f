"""Request bodies that the OpenAPI document shows; a test posts them."""

from typing import Any

INDICATOR: dict[str, Any] = {
    "code": "bts_sites",
    "name_vi": "Vị trí lắp đặt trạm thu phát sóng BTS",
    "name_en": "Sites of base stations",
    "unit_vi": "vị trí",
    "unit_en": "sites",
    "kind": "count",
    "period_kind": "year",
    "dimension": "none",
    "better": "up",
    "ground": "Quyết định 06/QĐ-TTg",
    "valid_from": "2022-01-01",
    "agencies": ["H60.01"],
    "targets": [{"period": "2025", "amount": "1400"}],
}
REVISION: dict[str, Any] = {name: value for name, value in INDICATOR.items() if name != "code"}
VALUE: dict[str, Any] = {
    "indicator": "bts_sites",
    "period": "2023",
    "numerator": "1344",
    "estimated": False,
    "source_document": "Báo cáo 10/BC-STTTT",
}
APPROVAL: dict[str, Any] = {
    "ids": ["0197a0c0-0000-7000-8000-000000000001"],
    "ground": "Tờ trình 12/TTr-STTTT",
}
