"""An example of a request body for the OpenAPI document. A test posts it."""

from typing import Any

SEARCH_TERMS: dict[str, Any] = {
    "terms": [{"term": "bằng lái", "meaning": "giấy phép lái xe"}, {"term": "làm sao", "meaning": None}],
    "reason": "Người dân thường gọi như vậy",
}
