"""The numbers of documents (số, ký hiệu: `12/QĐ-UBND`, `104/2022/NĐ-CP`) have one canonical form, by which they are
compared and looked up. What was written is kept beside it."""

import re
import unicodedata
from functools import lru_cache
from typing import NewType

CanonicalNumber = NewType("CanonicalNumber", str)

_SOFT_HYPHEN, _OTHER_DASHES = "\u00ad", "\u2212\u2043\u02d7"
"""Characters that look like a dash and are none to Unicode; text copied from PDF files has soft hyphens for dashes."""
_ETH = str.maketrans("\u00d0\u0189", "\u0110\u0110")
"""Keyboards and fonts of other languages write Ð (eth) or Ɖ for the Vietnamese Đ."""
_PREFIX = re.compile(r"^(?:SỐ[\s:.]*)+(?=\d)")
_AROUND_SEPARATOR = re.compile(r"\s*([-/.])[\s\1]*")
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d])\s+(?=[^\W\d])")
_SPACES = re.compile(r"\s+")
_SEPARATOR_OF_THOUSANDS = re.compile(r"^\d{1,3}(?:\.\d{3})+(?=/)")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_END = " .,;:"


@lru_cache(8_192)
def canonical_number(written: str) -> CanonicalNumber:
    """One form for all spellings of a number: case, spaces, the kind of dash, Ð for Đ, leading zeros, a dot in
    thousands, `Số` before it and a full stop behind it do not count. `QĐ UBND` is `QĐ-UBND`. Letters without diacritics
    are other letters: `QD` is not `QĐ`.

    A document that is named in place of its number, such as `Hiến pháp`, keeps its words, and its spaces.
    """
    text = _PREFIX.sub("", _plain(written).strip(_END)) or _plain(written)
    if not text[:1].isdecimal():
        return CanonicalNumber(" ".join(text.split()))
    text = _SPACES.sub("", _BETWEEN_WORDS.sub("-", _AROUND_SEPARATOR.sub(r"\1", text)))
    text = _SEPARATOR_OF_THOUSANDS.sub(lambda number: number.group().replace(".", ""), text)
    return CanonicalNumber(_LEADING_ZEROS.sub("", text))


def _plain(written: str) -> str:
    """Capital letters of one form, with hyphens for all dashes, without invisible characters."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", written).upper()).translate(_ETH)
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Pd" or character == _SOFT_HYPHEN or character in _OTHER_DASHES:
        return "-"
    return "" if category == "Cf" else character
