"""The event about an agency."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from common.contracts.reference_data import AgencyRecorded


def agency_recorded(row: Mapping[str, Any], at: datetime) -> AgencyRecorded:
    return AgencyRecorded(
        code=row["code"],
        name=row["name"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        successor_codes=tuple(row["successor_codes"]),
        recorded_at=at,
    )
