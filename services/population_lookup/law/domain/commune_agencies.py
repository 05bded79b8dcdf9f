"""Which agencies are communes: the register of agencies has no other mark of it than the name."""

import re
import unicodedata

COMMUNE = re.compile(r"(ủy ban nhân dân|uỷ ban nhân dân|ubnd) (xã|phường|thị trấn|đặc khu) \S")


def is_commune(name: str) -> bool:
    """Whether an agency with this name is the committee of a commune (Ủy ban nhân dân xã, phường, thị trấn, đặc
    khu)."""
    written = " ".join(unicodedata.normalize("NFC", name).lower().split())
    return COMMUNE.match(written) is not None
