"""Bodies that the OpenAPI document shows. A test posts them."""

from typing import Any

RECODING: dict[str, Any] = {
    "to": "1.012345",
    "document": {
        "number": "2471/BTP-KSTT",
        "issuing_body": "BTP",
        "signed_on": "2023-04-03",
        "title": "Thông báo mã số thủ tục hành chính trên Cơ sở dữ liệu quốc gia",
    },
}
