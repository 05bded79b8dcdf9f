"""Example bodies that the OpenAPI document shows. A test posts them."""

from typing import Any

CHANNELS: dict[str, Any] = {
    "channels": [
        {
            "code": "provincial_portal",
            "name": "Cổng thông tin điện tử tỉnh",
            "mandatory": True,
            "method": "push",
            "url": "https://portal.example/tthc",
            "secret_name": "provincial_portal",
        }
    ]
}
DEADLINE: dict[str, Any] = {
    "article": "Điều 3 QĐ 20/2026/QĐ-UBND",
    "anchor": "signed_on",
    "days": 3,
    "day_kind": "working",
    "direction": "after",
    "channel": "provincial_portal",
    "valid_from": "2026-07-01",
}
EVIDENCE: dict[str, Any] = {
    "shown_on": "2026-11-20",
    "note": "Niêm yết tại bảng thông báo, Trung tâm Phục vụ hành chính công",
}
