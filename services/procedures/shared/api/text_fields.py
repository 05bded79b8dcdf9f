"""Text as people paste it: not NFC, with double spaces and line breaks inside names. It is mended before its length is
looked at."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, HttpUrl, StringConstraints, UrlConstraints

from common.http.request_body import RequestBody
from procedures.shared.domain.procedure_codes import FORM

UNWANTED = re.compile("[\0\u200b\ufeff]")
"""PostgreSQL keeps no NUL; copies from documents carry zero-width spaces and byte-order marks."""

DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of text: with them a name reads otherwise than it is stored."""

END_OF_LINE = re.compile(r"[^\S\n]*(?:\r\n|\r|\n)")


def one_line(value: Any) -> Any:
    """NFC, any white space as one space, none outside. Refuses characters that change the direction of text."""
    if not isinstance(value, str):
        return value
    if DIRECTION.search(value):
        raise ValueError("a name holds no characters that change the direction of text")
    return " ".join(_cleaned(value).split())


def lines(value: Any) -> Any:
    """NFC, without white space at the ends of lines and of the whole."""
    return END_OF_LINE.sub("\n", _cleaned(value)).strip() if isinstance(value, str) else value


def upper(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


def lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _cleaned(value: str) -> str:
    if UNWANTED.search(value):
        if "\0" in value:
            raise ValueError("text cannot hold a NUL character")
        value = UNWANTED.sub("", value)
    return unicodedata.normalize("NFC", value)


Line = Annotated[str, StringConstraints(min_length=1, max_length=2_000), BeforeValidator(one_line)]
"""Real names of procedures have up to 1,094 characters."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=50_000), BeforeValidator(lines)]
"""Real steps have up to 14,907 characters."""
Number = Annotated[str, StringConstraints(min_length=1, max_length=100), BeforeValidator(one_line)]
"""The number of a Decision or a legal document, as it is written: `12/QĐ-UBND`, `104/2022/NĐ-CP`."""
Identifier = Annotated[str, Field(pattern=r"^[A-Z0-9.-]{1,60}$", examples=["KQ.G07.000122"]), BeforeValidator(upper)]
"""Of a paper or a result, as national records write it."""
Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2_000), BeforeValidator(one_line)]
ParsedUrl = Annotated[HttpUrl, UrlConstraints(max_length=2_000)]
"""Of a place that is called or opened."""
SystemCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$", examples=["national_database"])]
"""Of a channel, or of a system that is sent the events."""
SecretName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,99}$")]
"""A file in a folder of secrets."""
AgencyCode = Annotated[str, Field(pattern=r"^[A-Z0-9.]{1,35}$", examples=["H60.01"]), BeforeValidator(upper)]
FieldCode = Annotated[str, Field(pattern=r"^[A-Z0-9.-]{1,35}$", examples=["G15-TP110"]), BeforeValidator(upper)]
Code = Annotated[str, Field(pattern=rf"^{FORM}$", examples=["1.001234"]), BeforeValidator(upper)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), BeforeValidator(lower)]


class Body(RequestBody):
    model_config = ConfigDict(extra="forbid", frozen=True)
