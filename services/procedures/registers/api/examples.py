"""Request bodies that the OpenAPI document shows; a test posts them."""

from typing import Any

AGENCIES: dict[str, Any] = {"agencies": [{"code": "H60.01", "name": "Sở Tư pháp"}]}
FIELDS: dict[str, Any] = {"fields": [{"code": "G15-TP110", "name": "Hộ tịch"}]}
DESIGNATIONS: dict[str, Any] = {
    "designations": [{"code": "at_home", "name": "Thủ tục tiếp nhận và trả kết quả tại nhà", "online_level": None}]
}
