"""Examples of request bodies for the OpenAPI document. A test posts them."""

from typing import Any

SEARCH_TERMS: dict[str, Any] = {
    "terms": [
        {"term": "bằng lái", "meaning": "giấy phép lái xe"},
        {"term": "làm sao", "meaning": None},
        {"term": "mất", "context": ["bố", "mẹ"], "meaning": "đăng ký khai tử"},
        {"term": "gplx", "kind": "abbreviation", "meaning": "giấy phép lái xe"},
    ],
    "reason": "Người dân thường gọi như vậy",
}
LIFE_EVENTS: dict[str, Any] = {
    "events": [
        {
            "name": "Người thân qua đời",
            "phrases": ["bố/mẹ/ông/bà mất", "bố/mẹ/ông/bà qua đời"],
            "procedures": ["1.000656", "2.000821"],
        }
    ],
    "reason": "Người dân hỏi như vậy ở bộ phận một cửa",
}
