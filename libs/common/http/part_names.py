"""The names of parts of a request, as a problem and a log may repeat them."""

import re

PERSONAL_NUMBER = re.compile(r"\d(?:[ ._-]?\d){8,}", re.ASCII)  # also where it is miswritten
PART_NAME = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)  # the form of all names of parameters and members


def part_name(part: str | int) -> str:
    return str(part) if isinstance(part, int) or PART_NAME.fullmatch(part) else "…"


def shown_name(name: str) -> str:
    """A name may be personal data, as any text that a caller sends."""
    return PERSONAL_NUMBER.sub("…", part_name(name))
