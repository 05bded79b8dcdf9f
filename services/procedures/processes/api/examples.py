"""A body that the OpenAPI document shows. A test posts it."""

from typing import Any

WORKING_HOURS: dict[str, Any] = {
    "unit": "working_day",
    "hours": 8,
    "valid_from": "2026-01-01",
    "legal_basis": "Điều 105 Luật 45/2019/QH14",
}
