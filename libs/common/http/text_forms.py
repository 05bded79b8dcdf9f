"""Text as people paste it, in the form in which it is kept: often it is not NFC and has double spaces or line breaks
inside names. It is normalised before its length is checked."""

import re
import unicodedata
from typing import Any

UNWANTED = re.compile("[\0\u200b\ufeff]")
"""PostgreSQL cannot store NUL; copies from documents carry zero-width spaces and byte-order marks."""

DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of text, so that a name reads differently from how it is stored."""

END_OF_LINE = re.compile(r"[^\S\n]*(?:\r\n|\r|\n)")


def one_line(value: Any) -> Any:
    """Returns NFC text with each run of white space as one space, and none at the ends. Refuses characters that change
    the direction of text."""
    if not isinstance(value, str):
        return value
    if DIRECTION.search(value):
        raise ValueError("a name cannot contain characters that change the direction of text")
    return " ".join(_cleaned(value).split())


def lines(value: Any) -> Any:
    """Returns NFC text without white space at the ends of lines and of the whole."""
    return END_OF_LINE.sub("\n", _cleaned(value)).strip() if isinstance(value, str) else value


def upper(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


def lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _cleaned(value: str) -> str:
    if UNWANTED.search(value):
        if "\0" in value:
            raise ValueError("text cannot contain a NUL character")
        value = UNWANTED.sub("", value)
    return unicodedata.normalize("NFC", value)
