"""A request body that the OpenAPI document shows; a test posts it."""

from typing import Any

CALENDAR: dict[str, Any] = {
    "days": [{"day": "2025-04-26", "working": True, "note": "Ngày làm việc bù cho ngày 02/5/2025"}]
}
