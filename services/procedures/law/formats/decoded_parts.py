"""Parts of a stored content, which formats get as JSON, as the domain's own objects."""

from collections.abc import Mapping
from typing import Any

import msgspec

from procedures.law.domain.submission_channels import TimeLimit


def time_limit_of(json: Mapping[str, Any]) -> TimeLimit:
    return msgspec.convert(json, TimeLimit)
