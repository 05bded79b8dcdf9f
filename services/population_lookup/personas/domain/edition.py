"""The edition of the residents: what is drawn never changes within one. A change of the lists or of the rules of this
package is a new edition, and the digest of the old one's first residents shows a change that was not meant."""

from dataclasses import dataclass
from datetime import date

EDITION = "2026.1"
AS_OF = date(2026, 7, 1)
"""The day on which the register was taken, instead of today: a seed gives the same people next year."""
TWO_LEVELS_SINCE = date(2025, 7, 1)
"""On this day districts were abolished and communes merged; addresses of earlier days keep both."""
NUMBERS_SINCE = date(2016, 1, 1)
"""Who died before this day had no personal number, and is not in the register (Luật Căn cước công dân 2014)."""


@dataclass(frozen=True, slots=True)
class EditionOptions:
    """`lifelike` numbers begin with the real places 008 and 002: a person may exist who has one of them. Without it
    they begin with 009 and 003, which no place has."""

    seed: int
    lifelike: bool = False
