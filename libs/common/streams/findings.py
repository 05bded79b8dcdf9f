"""What a verification looked at and what it found: printed line by line, non-zero exit on the first that is not sound."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    sound: bool
    checked: str
    detail: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
