"""The request body that the OpenAPI document shows; a test posts it."""

from typing import Any

KEEP_REPORT: dict[str, Any] = {"kind": "annual", "period": "2023"}
