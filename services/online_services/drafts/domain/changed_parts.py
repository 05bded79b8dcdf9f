"""Which parts of a procedure differ between the version by which a draft was filled in and the one in force."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class DraftPart(StrEnum):
    """Thành phần hồ sơ, trình tự, thời hạn, phí và lệ phí, cách thức, cơ quan, biểu mẫu."""

    PAPERS = "papers"
    STEPS = "steps"
    LIMITS = "limits"
    FEES = "fees"
    CHANNELS = "channels"
    AGENCIES = "agencies"
    FORM = "form"


def changed_parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[DraftPart]:
    """Compares two contents; forms are not in them."""
    former, present = _parts(before), _parts(after)
    return [part for part in DraftPart if part in former and former[part] != present[part]]


def _parts(content: Mapping[str, Any]) -> dict[str, Any]:
    channels = {entry["channel"]: entry for entry in content.get("channels", ())}
    agencies = [(entry["role"], entry.get("code"), entry.get("name")) for entry in content.get("agencies", ())]
    return {
        "papers": content.get("papers", []),
        "steps": content.get("steps", []),
        "limits": {name: entry.get("time_limits", []) for name, entry in channels.items()},
        "fees": {name: entry.get("fees", []) for name, entry in channels.items()},
        "channels": sorted(channels),
        "agencies": (content.get("agency_code"), sorted(agencies, key=str)),
    }
