"""Bodies that the OpenAPI document shows. A test posts them."""

from typing import Any

INSTRUMENT: dict[str, Any] = {
    "number": "977/QĐ-UBND",
    "issuing_body": "H60",
    "signed_on": "2023-04-03",
    "legal_document": {
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
